import { Form, type FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../shared.module.css';

/** What is wrong with one field of a form. */
export interface Fault {
  readonly name: readonly (string | number)[];
  readonly errors: readonly string[];
}

/** What a form was last refused for; `onFinishFailed` is for the form, `faults` for the summary at its top. */
export function useFormFaults() {
  const [faults, show] = useState<readonly Fault[]>([]);
  return {
    faults,
    show,
    onFinishFailed: ({ errorFields }: { errorFields: readonly Fault[] }) => show(errorFields),
  };
}

/**
 * At the top of a form that was not sent: every fault, each leading to its field. It has the focus when it comes. In a
 * form of plain HTML the name of a field is its id.
 */
export function FaultSummary({ faults }: { faults: readonly Fault[] }) {
  const { t } = useTranslation('parts');
  // Outside of the library's forms there is none, whatever its type says.
  const form = Form.useFormInstance() as FormInstance | undefined;
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults]);
  const lines = faults.flatMap(({ name, errors }) => errors.map((error) => ({ name: [...name], error })));
  if (lines.length === 0) return null;
  return (
    <section
      ref={summary}
      tabIndex={-1}
      className={styles.faults}
      aria-label={t('form.faults', { count: lines.length })}
    >
      <p>{t('form.faults', { count: lines.length })}</p>
      <ul>
        {lines.map(({ name, error }) => (
          <li key={`${name.join('_')} ${error}`}>
            <a
              href={`#${name.join('_')}`}
              onClick={(event) => {
                event.preventDefault();
                if (form === undefined) document.getElementById(name.join('_'))?.focus();
                else form.scrollToField(name, { focus: true });
              }}
            >
              {error}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
