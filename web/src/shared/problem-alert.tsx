import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError, UnreachableError } from '../api/problem';
import styles from './shared.module.css';

/** What went wrong, in the API's own words, and what to do next. */
export function ProblemAlert({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslation('parts');
  const { title, lines, reference } = useWords(error);
  return (
    <Alert
      className={styles.problem}
      type="error"
      showIcon
      role="alert"
      title={title}
      description={
        (lines.length > 0 || reference !== null) && (
          <>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {reference !== null && <p className={styles.reference}>{reference}</p>}
          </>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('problem.retry')}
          </Button>
        )
      }
    />
  );
}

function useWords(error: Error): { title: string; lines: string[]; reference: string | null } {
  const { t } = useTranslation('parts');
  if (error instanceof UnreachableError)
    return { title: t('problem.unreachable'), lines: [t('problem.unreachableHelp')], reference: null };
  if (!(error instanceof ProblemError))
    return { title: t('problem.failed'), lines: [error.message], reference: null };
  const { title, detail, errors = [], status, requestId } = error.problem;
  const lines = [
    ...(detail === undefined ? [] : [detail]),
    ...errors.map(({ message }) => message),
    ...(error.retryAfter === null ? [] : [t('problem.busy', { seconds: error.retryAfter })]),
  ];
  // A reference helps only where somebody else must look into it.
  const reference = status >= 500 && requestId !== '' ? t('problem.request', { id: requestId }) : null;
  return { title, lines: [...new Set(lines)], reference };
}
