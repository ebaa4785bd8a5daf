import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SpotCheckPreview, SpotCheckQuestion } from '../../api/generated/schema';
import { previewQuery } from '../../api/spot-checks';
import { AsWritten } from '../../shared/as-written';
import { useCheckWords, type StratumName } from '../../shared/checks/words';
import { useLanguage } from '../../i18n/use-language';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './define.module.css';

const SHOWN = 40;

/** How many there are now and how many of each stratum would be drawn, while the form is filled in. */
export function Preview({ question }: { question: SpotCheckQuestion | null }) {
  const { t } = useTranslation('check-define');
  const { data, error } = useQuery({ ...previewQuery(question), placeholderData: keepPreviousData });
  return (
    <aside className={styles.preview} aria-labelledby="preview">
      <h2 id="preview">{t('preview.title')}</h2>
      <p className={styles.help}>{t('preview.note')}</p>
      {question === null && <p>{t('preview.waiting')}</p>}
      {error !== null && <ProblemAlert error={error} />}
      {question !== null && data === undefined && error === null && <ListSkeleton rows={3} />}
      {question !== null && data !== undefined && <Counted preview={data} strata={question.strata ?? []} />}
    </aside>
  );
}

function Counted({ preview, strata }: { preview: SpotCheckPreview; strata: readonly StratumName[] }) {
  const { t } = useTranslation('check-define');
  const { say } = useLanguage();
  const words = useCheckWords();
  const { size, excluded, problem, strata: counted } = preview;
  return (
    <div role="status">
      <p className={styles.size}>
        {t('preview.size', { count: size })}
        {excluded > 0 && ` · ${t('preview.excluded', { count: excluded })}`}
      </p>
      {problem !== null && (
        <p className={styles.problem}>
          <strong>{t('preview.problem')}</strong> {say(problem)}
        </p>
      )}
      {counted.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('preview.stratum')}</th>
              <th scope="col">{t('preview.population')}</th>
              <th scope="col">{t('preview.quota')}</th>
            </tr>
          </thead>
          <tbody>
            {counted.slice(0, SHOWN).map(({ key, population, quota }) => (
              <tr key={key}>
                <td>
                  <AsWritten text={words.stratum(strata, key)} />
                </td>
                <td>{population}</td>
                <td>{quota ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {counted.length > SHOWN && <p>{t('preview.more', { count: counted.length - SHOWN })}</p>}
    </div>
  );
}
