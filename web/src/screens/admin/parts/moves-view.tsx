import { useTranslation } from 'react-i18next';
import type { ClosurePreview } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { formatDay } from '../../../shared/format';
import admin from './admin.module.css';

type Moves = ClosurePreview['moves'];
type Due = Moves['examples'][number]['from'];

/** Which open dates a change would move, from when to when: the count first, then the soonest of them. */
export function MovesView({ moves }: { moves: Moves }) {
  const { t } = useTranslation('calendar');
  return (
    <div>
      <p>
        {moves.movedClocks === 0
          ? t('moves.none', { cases: moves.cases })
          : t('moves.some', { cases: moves.movedCases, clocks: moves.movedClocks })}
        {moves.confirmedClocks > 0 && ` ${t('moves.confirmed', { clocks: moves.confirmedClocks })}`}
      </p>
      {moves.examples.length > 0 && (
        <div className={admin.scroll} tabIndex={0}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th scope="col">{t('moves.case')}</th>
                <th scope="col">{t('moves.limit')}</th>
                <th scope="col">{t('moves.from')}</th>
                <th scope="col">{t('moves.to')}</th>
              </tr>
            </thead>
            <tbody>
              {moves.examples.map((move) => (
                <MoveRow key={`${move.caseId} ${move.clockId}`} move={move} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function MoveRow({ move }: { move: Moves['examples'][number] }) {
  const { t } = useTranslation('calendar');
  const { language, say } = useLanguage();
  const day = ({ dueDate, provisional }: Due) =>
    `${formatDay(dueDate, language)}${provisional ? ` ${t('provisional')}` : ''}`;
  return (
    <tr>
      <td>{move.number}</td>
      <td>{say(move.name)}</td>
      <td className={admin.number}>{day(move.from)}</td>
      <td className={admin.number}>{day(move.to)}</td>
    </tr>
  );
}
