import { useMutation } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { giveCommand, useRefreshCase } from '../../api/commands';
import type { Case, CommandReceipt } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { isProblem } from '../../api/problem';
import { useMe } from '../../app/use-may';
import { useLanguage } from '../../i18n/use-language';
import { DraftNote } from '../forms/draft-note';
import { FaultSummary } from '../forms/fault-summary';
import { ProblemAlert } from '../problem-alert';
import { useFirstFocus } from '../use-first-focus';
import { ChangedAlert } from './changed-alert';
import styles from './command-form.module.css';
import { draftOf } from './draft';
import { Fields } from './field-input';
import { fieldsOf, initialValues, typedValues, type JsonSchema } from './fields';
import { useFaults } from './use-faults';
import { useLostAnswer } from './use-lost-answer';
import { WidgetsContext, type Widgets } from './widgets';

export type AllowedCommand = Case['allowed'][number];

export interface CommandFormProps {
  readonly caseId: string;
  /** The newest line of the ledger that the page shows. */
  readonly seq: number;
  readonly command: AllowedCommand;
  readonly onDone?: (receipt: CommandReceipt) => void;
  readonly onCancel?: () => void;
  /** Ways to fill in what needs more than typing, by the API's `x-widget`. */
  readonly widgets?: Widgets;
  /** What the place of the form already says, such as the clock it stands at; not asked for. */
  readonly given?: Readonly<Record<string, string>>;
}

const NO_WIDGETS: Widgets = {};
const NOTHING: Readonly<Record<string, string>> = {};

/**
 * The form of one command, drawn from the schema that came with the case. What is typed is kept until it is sent;
 * it is sent once however often the button is pressed; and never over what somebody else did meanwhile.
 */
export function CommandForm(props: CommandFormProps) {
  const { caseId, seq, command, onDone, onCancel, widgets = NO_WIDGETS, given = NOTHING } = props;
  const { t } = useTranslation('parts');
  const { say } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Record<string, unknown>>();
  const schema = command.schema as JsonSchema;
  const fields = fieldsOf(schema).filter(({ key: field }) => !(field in given));
  const draft = draftOf(useMe().personId, caseId, command.type, ...Object.values(given));
  const [kept, setKept] = useState(() => draft.read());
  // One key for this act: whatever becomes of the answer, sending it again does nothing twice.
  const [key, setKey] = useState(newKey);
  const [seen, setSeen] = useState(seq);
  const refresh = useRefreshCase();
  const showFaults = useFaults(form, fields);
  const first = useFirstFocus<HTMLDivElement>();

  const give = useMutation({
    mutationFn: (data: Record<string, unknown>) =>
      giveCommand({ caseId, type: command.type, data, key, seq: seen }),
    onSuccess: async (receipt) => {
      draft.drop();
      setKept(null);
      setKey(newKey());
      setSeen(receipt.seq);
      void message.success(`${say(command.name)} · ${t('form.done')}`);
      await refresh(caseId);
      onDone?.(receipt);
    },
    onError: async (error) => {
      showFaults.ofProblem(error);
      if (isProblem(error, 'changed-meanwhile')) await refresh(caseId);
    },
  });
  const typed = () => form.getFieldsValue(true) as Record<string, unknown>;
  const send = () => {
    if (give.isPending) return;
    const data = { ...typedValues(fields, typed()), ...given };
    if (showFaults.ofData(schema, data)) give.mutate(data);
  };
  const discard = () => {
    draft.drop();
    setKept(null);
    form.setFieldsValue(Object.fromEntries(fields.map((field) => [field.key, undefined])));
    form.setFieldsValue(initialValues(fields));
  };
  const hasMoved = seq !== seen && !give.isPending;
  const isRecorded = useLostAnswer({
    ...{ caseId, key, isSuspected: hasMoved && give.isError },
    again: () => give.variables && give.mutate(give.variables),
  });
  const hasChanged = hasMoved && !isRecorded;
  return (
    <WidgetsContext value={widgets}>
      <div ref={first}>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={kept ?? initialValues(fields)}
          onValuesChange={() => draft.keep(typed())}
          onFinish={send}
          className={styles.form}
          aria-label={say(command.name)}
        >
          {kept !== null && <DraftNote onDiscard={discard} />}
          <FaultSummary faults={showFaults.faults} />
          {hasChanged && <ChangedAlert caseId={caseId} seen={seen} onChecked={() => setSeen(seq)} />}
          {give.error !== null && !(hasChanged && isProblem(give.error, 'changed-meanwhile')) && (
            <ProblemAlert error={give.error} />
          )}
          <Fields fields={fields} path={[]} />
          <div className={styles.actions}>
            <Button type="primary" htmlType="submit" loading={give.isPending} disabled={hasChanged}>
              {say(command.name)}
            </Button>
            {onCancel && <Button onClick={onCancel}>{t('form.close')}</Button>}
          </div>
        </Form>
      </div>
    </WidgetsContext>
  );
}
