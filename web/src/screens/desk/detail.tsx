import { useQuery } from '@tanstack/react-query';
import { ArrowLeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { caseQuery } from '../../api/case';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { Money } from '../../shared/money';
import { OrganisationName } from '../../shared/organisation-name';
import { ProblemAlert } from '../../shared/problem-alert';
import { TimeSign } from '../../shared/time-sign';
import { UrgencyTag } from '../../shared/urgency-tag';
import { Actions } from './actions';
import styles from './desk.module.css';
import { caseOf, type Line } from './lines';

interface DetailProps {
  readonly line: Line;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The chosen case in short, with the one or two actions that matter: done without leaving the list. */
export function Detail({ line, onClose, onDone }: DetailProps) {
  const { t } = useTranslation('desk');
  const { caseId, title, caseNumber } = caseOf(line);
  const { data, error, refetch } = useQuery(caseQuery(caseId));
  return (
    <section className={styles.detail} aria-label={t('detail.label')}>
      <Button className={styles.back} type="text" icon={<ArrowLeftOutlined />} onClick={onClose}>
        {t('detail.close')}
      </Button>
      <h2 dir="auto">
        <AsWritten text={title} />
      </h2>
      <p className={styles.number}>
        {caseNumber}
        <Link to={`/cases/${caseId}`}>
          {t('detail.open')} <RightOutlined aria-hidden />
        </Link>
      </p>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 6 }} />}
      {data !== undefined && (
        <>
          <Told line={line} of={data} />
          <Facts of={data} />
          <Actions key={`${line.id}:${data.stageId ?? ''}`} of={data} line={line} onDone={onDone} />
        </>
      )}
    </section>
  );
}

/** What the reminder said, or what the supervision order asks. */
function Told({ line, of }: { line: Line; of: Case }) {
  const { say } = useLanguage();
  if ('duty' in line) {
    const order = of.orders.find(({ clockId }) => clockId === line.duty.key);
    return order === undefined ? null : (
      <p className={styles.told} dir="auto">
        <AsWritten text={order.text} />
      </p>
    );
  }
  if (line.awaited.text === null) return null;
  const { zh, en } = line.awaited.text;
  return <p className={styles.told}>{say({ zh: zh.line, en: en.line })}</p>;
}

function Facts({ of }: { of: Case }) {
  const { t } = useTranslation('desk');
  const { say } = useLanguage();
  const { approvedFen, estimateFen } = of.money;
  const fen = approvedFen ?? estimateFen;
  return (
    <>
      <div className={styles.signs}>
        <TimeSign sign={of.sign} wide />
        <UrgencyTag urgency={of.urgency} />
      </div>
      <dl className={styles.factList}>
        <dt>{t('detail.stage')}</dt>
        <dd>{say(of.stageName ?? of.statusName)}</dd>
        <dt>{t('detail.place')}</dt>
        <dd>
          <OrganisationName name={of.organisationName} within={of.organisationWithin} />
        </dd>
        <dt>{t('detail.programme')}</dt>
        <dd>{say(of.programmeName)}</dd>
        {fen !== null && (
          <>
            <dt>{approvedFen === null ? t('detail.money') : t('detail.approved')}</dt>
            <dd>
              <Money fen={fen} />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
