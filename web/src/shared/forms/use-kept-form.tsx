import { Form, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { useMe } from '../../app/use-may';
import { draftOf } from '../command-form/draft';
import { DraftNote } from './draft-note';
import { FaultSummary, useFormFaults, type Fault } from './fault-summary';

/** Never kept, not even for this tab. */
const SECRET = /password/i;

interface KeptForm<F extends object> {
  readonly form: FormInstance<F>;
  /** For the form: what it starts with and what it does as one types. */
  readonly props: {
    readonly form: FormInstance<F>;
    readonly initialValues: Partial<F>;
    readonly onValuesChange: () => void;
    readonly onFinishFailed: (failed: { errorFields: readonly Fault[] }) => void;
  };
  /** To be shown at the top of it. */
  readonly notes: ReactNode;
  /** Once it was sent. */
  readonly drop: () => void;
}

/**
 * A form that keeps what is typed in this tab until it is sent, whatever becomes of the page meanwhile, and that says at
 * its top what is still wrong.
 */
export function useKeptForm<F extends object>(name: string, initial: Partial<F> = {}): KeptForm<F> {
  const [form] = Form.useForm<F>();
  const draft = draftOf(useMe().personId, 'form', name);
  const [kept, setKept] = useState(() => draft.read() as Partial<F> | null);
  const { faults, show, onFinishFailed } = useFormFaults();
  const drop = () => {
    draft.drop();
    setKept(null);
    show([]);
  };
  const keep = () => {
    const typed = Object.entries(form.getFieldsValue(true) as object);
    draft.keep(Object.fromEntries(typed.filter(([field]) => !SECRET.test(field))));
  };
  const discard = () => {
    drop();
    form.resetFields();
    const names = Object.keys(form.getFieldsValue(true) as object);
    form.setFieldsValue({
      ...Object.fromEntries(names.map((field) => [field, undefined])),
      ...initial,
    });
  };
  return {
    form,
    props: {
      form,
      initialValues: { ...initial, ...kept },
      onValuesChange: keep,
      onFinishFailed,
    },
    notes: (
      <>
        {kept !== null && <DraftNote onDiscard={discard} />}
        <FaultSummary faults={faults} />
      </>
    ),
    drop,
  };
}
