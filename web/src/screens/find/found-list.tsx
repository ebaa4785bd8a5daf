import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseSummary, FoundCase as Found } from '../../api/generated/schema';
import styles from './find.module.css';
import { FoundCase } from './found-case';

/** The cases that were found, and more of them when asked. */
export function FoundList({
  cases,
  words = '',
  hasMore,
  isReadingMore,
  onMore,
}: {
  cases: readonly (CaseSummary | Found)[];
  words?: string;
  hasMore: boolean;
  isReadingMore: boolean;
  onMore: () => void;
}) {
  const { t } = useTranslation('find');
  return (
    <>
      <ul className={styles.list} aria-label={t('found')}>
        {cases.map((one) => (
          <FoundCase key={one.id} of={one} words={words} />
        ))}
      </ul>
      {hasMore && (
        <Button block loading={isReadingMore} onClick={onMore}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
