import { useTranslation } from 'react-i18next';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { dayOf, formatDay, formatInstant, formatYuan } from '../../shared/format';
import { usePostName } from './post-name';
import { SheetTable } from './sheet-table';
import styles from './sheet.module.css';

export function SheetHead({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const { money } = of;
  const yuan = (fen: number | null) => (fen === null ? t('sheet.none') : formatYuan(fen, language));
  const facts = [
    [t('sheet.number'), of.number],
    [t('sheet.state'), say(of.statusName)],
    [
      t('header.place'),
      [of.organisationChain.map(({ name }) => name).join(' › '), of.place].filter(Boolean).join(' · '),
    ],
    [
      t('header.programme'),
      `${say(of.programmeName)} ${t('header.version', { version: of.programmeVersion })}`,
    ],
    [t('header.opened'), formatInstant(of.openedAt, language)],
    [t('header.ended'), of.endedAt === null ? t('sheet.running') : formatInstant(of.endedAt, language)],
    [t('header.estimate'), yuan(money.estimateFen)],
    [t('header.approved'), yuan(money.approvedFen)],
    [t('header.contract'), yuan(money.contractFen)],
    [t('header.paid'), yuan(money.paidFen)],
    [t('people.inCharge'), of.personInCharge?.label ?? t('sheet.none')],
    [t('act.outcome'), of.outcome?.publicText ?? t('sheet.none')],
  ] as const;
  return (
    <header>
      <p className={styles.kind}>{of.kind === 'PROJECT' ? t('sheet.title') : t('sheet.matter')}</p>
      <h1 dir="auto">
        <AsWritten text={of.title} />
      </h1>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">
              <AsWritten text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

export function SheetStages({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const postName = usePostName();
  return (
    <SheetTable
      title={t('sheet.stages')}
      head={[t('sheet.seq'), t('sheet.stage'), t('sheet.post'), t('sheet.limit'), t('sheet.state')]}
      widths={[8, 37, 20, 20, 15]}
      rows={of.path.map(({ id, name, owner, limit, at }, place) => ({
        key: id,
        cells: [
          place + 1,
          say(name),
          postName(owner),
          limit === null ? t('path.none') : say(limit),
          t(`path.${at}`),
        ],
      }))}
    />
  );
}

export function SheetClocks({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  return (
    <SheetTable
      title={t('sheet.clocks')}
      head={[t('sheet.stage'), t('sheet.limit'), t('sheet.due'), t('header.ended'), t('sheet.verdict')]}
      widths={[37, 15, 20, 20, 8]}
      rows={of.clocks.map(({ id, name, limit, dueDate, provisional, stoppedAt, verdict, sign }) => ({
        key: id,
        cells: [
          say(name),
          say(limit),
          formatDay(dueDate, language) + (provisional ? ` ${t('sign.provisional', { ns: 'parts' })}` : ''),
          stoppedAt === null ? (sign === null ? '' : say(sign.words)) : formatDay(dayOf(stoppedAt), language),
          verdict === null ? t('sheet.running') : t(`clocks.${verdict}`),
        ],
      }))}
    />
  );
}
