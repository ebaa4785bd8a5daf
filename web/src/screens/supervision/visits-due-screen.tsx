import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { VisitDue } from '../../api/generated/schema';
import { readVisitsDue } from '../../api/supervision';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { dayNumber, dayOf } from '../../shared/civil-day';
import { formatMonthDay } from '../../shared/format';
import { OrganisationName } from '../../shared/organisation-name';
import { PagedList, usePages } from '../../shared/pages';
import { TimeSign } from '../../shared/time-sign';
import { PlaceSelect } from '../admin/parts/place-select';
import styles from './supervision.module.css';
import { KINDS, useVisitsDue, type VisitsDueView } from './use-visits-due';

/** Where somebody has to go, as a list: what stands behind the numbers of the supervisor's desk. */
export function Screen() {
  const { t } = useTranslation('supervision');
  useTitle(t('visits.page'));
  const view = useVisitsDue();
  const pages = usePages(['supervision', 'visits', view.filters], (asked, signal) =>
    readVisitsDue(view.filters, asked, signal),
  );
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('visits.page')}</h1>
        <p className={styles.tools}>
          <Link to="/supervision">{t('page')}</Link>
        </p>
      </header>
      <section className={styles.panel} aria-label={t('visits.list')}>
        <Filters view={view} />
        <PagedList pages={pages} empty={t(view.isFiltered ? 'visits.noneSuch' : 'visits.none')}>
          {(visits) => (
            <ul className={styles.list}>
              {visits.map((visit) => (
                <Row key={`${visit.caseId}/${visit.clockId}`} visit={visit} />
              ))}
            </ul>
          )}
        </PagedList>
      </section>
    </div>
  );
}

function Filters({ view: { filters, isFiltered, show, clear } }: { view: VisitsDueView }) {
  const { t } = useTranslation('supervision');
  const { language } = useLanguage();
  const { dueFrom, dueBefore, overdue } = filters;
  const day = (of: string) => formatMonthDay(of, language);
  const last = dueBefore === undefined ? null : dayOf(dayNumber(dueBefore) - 1);
  return (
    <div className={styles.filters} role="group" aria-label={t('visits.filters')}>
      <Button
        type={overdue === 'true' ? 'primary' : 'default'}
        ghost={overdue === 'true'}
        aria-pressed={overdue === 'true'}
        onClick={() => show({ overdue: overdue === 'true' ? null : 'true' })}
      >
        {t('visits.overdue')}
      </Button>
      <PlaceSelect
        label={t('visits.place')}
        empty={t('visits.everywhere')}
        value={filters.organisationId}
        onChange={(organisationId) => show({ organisationId: organisationId ?? null })}
      />
      <Select
        className={styles.kind}
        aria-label={t('visits.kind')}
        placeholder={t('visits.kind')}
        allowClear
        value={filters.kind ?? null}
        options={KINDS.map((kind) => ({ value: kind, label: t(`visits.kinds.${kind}`) }))}
        onChange={(kind: string | undefined) => show({ kind: kind ?? null })}
      />
      {(dueFrom !== undefined || last !== null) && (
        <Button
          icon={<CloseOutlined />}
          iconPlacement="end"
          onClick={() => show({ dueFrom: null, dueBefore: null })}
        >
          {dueFrom === undefined
            ? t('visits.until', { day: day(last ?? '') })
            : last === null
              ? t('visits.from', { day: day(dueFrom) })
              : t('visits.between', { from: day(dueFrom), until: day(last) })}
        </Button>
      )}
      {isFiltered && (
        <Button type="text" icon={<CloseOutlined />} onClick={clear}>
          {t('visits.clear')}
        </Button>
      )}
    </div>
  );
}

function Row({ visit }: { visit: VisitDue }) {
  const { t } = useTranslation('supervision');
  const { say } = useLanguage();
  const { caseId, caseNumber, title, name, owner, person, sign, organisationName, organisationWithin } =
    visit;
  return (
    <li className={styles.visit}>
      <div className={styles.what}>
        <p>
          <Link to={`/cases/${caseId}#overlay`} dir="auto">
            <AsWritten text={title} />
          </Link>{' '}
          <span className={styles.quiet}>{caseNumber}</span>
        </p>
        <p className={styles.quiet}>
          {say(name)} · <OrganisationName name={organisationName} within={organisationWithin} />
        </p>
      </div>
      <div className={styles.when}>
        <TimeSign sign={sign} />
        <span className={styles.quiet}>
          <AsWritten text={person?.displayName ?? (owner === null ? t('visits.nobody') : say(owner))} />
        </span>
      </div>
    </li>
  );
}
