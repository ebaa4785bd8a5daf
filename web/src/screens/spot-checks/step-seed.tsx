import { useTranslation } from 'react-i18next';
import type { SpotCheck, SpotCheckLine } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import { Hash } from '../../shared/checks/hash';
import { When } from '../../shared/when';
import styles from './spot-checks.module.css';
import { Fact, Step } from './step';

const MINUTE_MS = 60_000;

export function SeedStep({ check, record }: { check: SpotCheck; record: readonly SpotCheckLine[] }) {
  const { t } = useTranslation('check-record');
  const { chance, seed, population } = check;
  const fixed = record.find(({ type }) => type === 'SeedFixed');
  const minutes =
    fixed === undefined || population === null
      ? null
      : Math.floor((Date.parse(fixed.at) - Date.parse(population.at)) / MINUTE_MS);
  return (
    <Step name="seed" plain={t(`seed.${chance.kind}`)} open={seed !== null}>
      {chance.kind === 'phrases' ? (
        <Witnesses check={check} record={record} />
      ) : chance.kind === 'number' ? (
        <dl className={styles.facts}>
          <Fact name={t('seed.source')}>
            <AsWritten text={chance.source} />
          </Fact>
          <Fact name={t('seed.drawnAt')}>
            <When at={chance.drawnAt} exact />
          </Fact>
        </dl>
      ) : (
        <code className={styles.seed}>{check.server?.commitment}</code>
      )}
      <h3>{t('seed.seed')}</h3>
      {seed === null ? (
        <p>{t('seed.waiting')}</p>
      ) : (
        <>
          <code className={styles.seed} dir="auto">
            <AsWritten text={seed} />
          </code>
          {minutes !== null && <p className={styles.quiet}>{t('seed.after', { minutes })}</p>}
        </>
      )}
    </Step>
  );
}

/** Who was struck off as the record says, and what each handed in in the last round. */
function Witnesses({ check, record }: { check: SpotCheck; record: readonly SpotCheckLine[] }) {
  const { t } = useTranslation('check-record');
  const { chance } = check;
  if (chance.kind !== 'phrases') return null;
  const lastRound = record.findLastIndex(({ type }) => type === 'RoundRepeated');
  const struck = new Set(
    record
      .filter(({ type }) => type === 'RoundRepeated')
      .flatMap(({ facts }) => (facts['struck'] as { personId: string }[]).map(({ personId }) => personId)),
  );
  const lineOf = (type: string, personId: string) =>
    record.slice(lastRound + 1).find((one) => one.type === type && one.facts['personId'] === personId)?.facts;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('seed.witness')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('seed.witness')}</th>
            <th scope="col">{t('seed.commitment')}</th>
            <th scope="col">{t('seed.phrase')}</th>
          </tr>
        </thead>
        <tbody>
          {chance.witnesses.map(({ personId, name }) => {
            const commitment = lineOf('PhraseCommitted', personId)?.['commitment'];
            const phrase = lineOf('PhraseRevealed', personId)?.['phrase'];
            return (
              <tr key={personId}>
                <th scope="row">
                  <AsWritten text={name} />
                </th>
                <td>
                  {struck.has(personId) ? (
                    <span className={styles.bad}>{t('seed.struck')}</span>
                  ) : typeof commitment === 'string' ? (
                    <Hash of={commitment} groups={4} />
                  ) : (
                    '—'
                  )}
                </td>
                <td dir="auto">
                  <AsWritten text={typeof phrase === 'string' ? phrase : '—'} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
