import { Alert, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem';
import { Fields } from '../../shared/command-form/field-input';
import type { Field } from '../../shared/command-form/fields';
import { FaultSummary } from '../../shared/forms/fault-summary';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './open.module.css';
import { Similar } from './similar';
import { useOpening, type OpeningProps } from './use-opening';
import { WhoSaid } from './who-said';

/** The form for a case, with those that may be the same beside it. */
export function OpenForm({ placeName, ...opening }: OpeningProps & { readonly placeName: string }) {
  const { t } = useTranslation('open');
  const { place, asked, suggestion } = opening;
  const { form, fields, initial, isDraft, faults, source, title, said, act, isGood, send, keep, discard } =
    useOpening(opening);
  const wasSent = isProblem(act.error, 'key-reused');
  return (
    <div className={styles.columns}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onValuesChange={keep}
        onFinish={send}
        className={styles.form}
        aria-label={t('page')}
      >
        {(isDraft || wasSent) && (
          <Alert
            className={styles.note}
            type={wasSent ? 'warning' : 'info'}
            role={wasSent ? 'alert' : 'status'}
            title={t(wasSent ? 'sentBefore' : 'draft')}
            action={
              <Button size="small" onClick={discard}>
                {t('discard')}
              </Button>
            }
          />
        )}
        <FaultSummary faults={faults} />
        {act.error !== null && !wasSent && <ProblemAlert error={act.error} />}
        <section aria-labelledby="about">
          <h2 id="about">{t('about')}</h2>
          <Fields fields={fields.filter(isAbout)} path={[]} />
        </section>
        {suggestion === null && (
          <WhoSaid
            fields={fields.find(({ key }) => key === 'suggestion')?.fields ?? []}
            source={source}
            placeName={placeName}
            entersForOthers={asked.entersForOthers}
          />
        )}
        <Button type="primary" size="large" htmlType="submit" loading={act.isPending}>
          {t('submit')}
        </Button>
      </Form>
      <Similar
        place={place}
        title={title}
        words={said}
        canJoin={suggestion !== null || source !== 'none'}
        isBusy={act.isPending}
        onAsk={() => isGood([])}
        onJoin={({ id }) => {
          if (!act.isPending) act.mutate({ into: id });
        }}
      />
    </div>
  );
}

/** A kind is asked for where there is more than one. */
function isAbout({ key, options }: Field): boolean {
  return key !== 'suggestion' && (key !== 'kind' || options.length > 1);
}
