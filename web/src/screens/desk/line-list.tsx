import { Button, Checkbox } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShortcut } from '../../app/shortcuts';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './desk.module.css';
import { EmptyGroup } from './empty-group';
import { LineRow } from './line-row';
import { caseOf, type Line, type Lines } from './lines';
import { useAcknowledge } from './use-acknowledge';
import type { Desk } from './use-desk';

/** The lines of a group; reminders can be acknowledged one by one or together. */
export function LineList({ desk, read }: { desk: Desk; read: Lines }) {
  const { t } = useTranslation('desk');
  const { lines = [] } = read;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const acknowledge = useAcknowledge();
  const isByKeyboard = useKeys(desk, lines, (line) => acknowledge.mutate(callsOf([line])));
  if (read.error !== null && read.lines === undefined)
    return (
      <div className={styles.pad}>
        <ProblemAlert error={read.error} onRetry={read.retry} />
      </div>
    );
  if (read.lines === undefined) return <ListSkeleton />;
  if (lines.length === 0) return <EmptyGroup desk={desk} next={read.next} />;

  const chosenLines = lines.filter(({ id }) => picked.has(id));
  const pick = (id: string, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const isAwaiting = desk.group === 'awaiting';
  const busy = acknowledge.isPending
    ? acknowledge.variables.map(({ caseId, clockId }) => `${caseId}~${clockId}`)
    : [];
  return (
    <>
      {isAwaiting && (
        <div className={styles.bulk}>
          <Checkbox
            checked={chosenLines.length === lines.length}
            indeterminate={chosenLines.length > 0 && chosenLines.length < lines.length}
            onChange={(event) => setPicked(new Set(event.target.checked ? lines.map(({ id }) => id) : []))}
          >
            {t('acknowledge.all')}
          </Checkbox>
          <Button
            type="primary"
            disabled={chosenLines.length === 0}
            loading={acknowledge.isPending}
            onClick={() =>
              acknowledge.mutate(callsOf(chosenLines), { onSuccess: () => setPicked(new Set()) })
            }
          >
            {t('acknowledge.many', { count: chosenLines.length })}
          </Button>
        </div>
      )}
      <ul className={styles.rows} aria-label={t(`groups.${desk.group}`)}>
        {lines.map((line) => (
          <LineRow
            key={line.id}
            line={line}
            to={desk.to({ line: line.id })}
            isChosen={line.id === desk.chosen}
            takesFocus={isByKeyboard}
            isBusy={busy.includes(line.id)}
            {...(isAwaiting && {
              pick: { isPicked: picked.has(line.id), onPick: (isPicked: boolean) => pick(line.id, isPicked) },
              onAcknowledge: () => acknowledge.mutate(callsOf([line])),
            })}
          />
        ))}
      </ul>
      {read.hasMore && (
        <div className={styles.pad}>
          <Button block loading={read.isReadingMore} onClick={read.readMore}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function callsOf(lines: readonly Line[]) {
  return lines.flatMap((line) =>
    'awaited' in line ? [{ caseId: line.awaited.caseId, clockId: line.awaited.clockId }] : [],
  );
}

/** j and k move, Enter opens, a acknowledges. Answers whether the last move came from the keyboard. */
function useKeys(desk: Desk, lines: readonly Line[], acknowledge: (line: Line) => void): boolean {
  const shell = useTranslation('shell');
  const navigate = useNavigate();
  const [moved, setMoved] = useState<string | null>(null);
  // Keys come faster than the address follows: each goes on from where the one before it went.
  const ahead = useRef<readonly string[]>([]);
  useEffect(() => {
    const reached = desk.chosen === null ? -1 : ahead.current.lastIndexOf(desk.chosen);
    ahead.current = reached < 0 ? [] : ahead.current.slice(reached + 1);
  }, [desk.chosen]);
  const here = () => {
    const id = ahead.current.at(-1) ?? desk.chosen;
    return lines.findIndex((line) => line.id === id);
  };
  const move = (step: number) => {
    const from = here();
    const next = lines[Math.min(Math.max(from + step, 0), lines.length - 1)];
    if (next === undefined || next === lines[from]) return;
    ahead.current = [...ahead.current, next.id];
    setMoved(next.id);
    desk.show({ line: next.id });
  };
  useShortcut('j', shell.t('shortcuts.next'), () => move(1));
  useShortcut('k', shell.t('shortcuts.previous'), () => move(-1));
  useShortcut('Enter', shell.t('shortcuts.open'), () => {
    const line = lines[here()];
    if (line !== undefined) void navigate(`/cases/${caseOf(line).caseId}`);
  });
  useShortcut('a', shell.t('shortcuts.acknowledge'), () => {
    const line = lines[here()];
    if (line !== undefined && 'awaited' in line) acknowledge(line);
  });
  return moved !== null && moved === desk.chosen;
}
