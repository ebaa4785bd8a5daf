import { useTranslation } from 'react-i18next';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { dayOf, formatDate, formatInstant } from '../../shared/format';
import { SheetTable } from './sheet-table';

/** Every visit and what it came to. */
export function SheetInspections({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const percent = (value: number | null) => (value === null ? t('sheet.none') : `${value}%`);
  return (
    <SheetTable
      title={t('sheet.inspections')}
      head={[
        t('sheet.visited'),
        t('sheet.inspector'),
        t('sheet.verdict'),
        t('sheet.progress'),
        t('sheet.found'),
      ]}
      widths={[25, 20, 20, 20, 15]}
      rows={of.inspections.map(
        ({ id, visitedOn, by, resultName, percentDone, percentPlanned, findings }) => ({
          key: id,
          cells: [
            formatDate(visitedOn, language),
            by,
            say(resultName),
            `${percent(percentDone)} / ${percent(percentPlanned)}`,
            findings,
          ],
        }),
      )}
    />
  );
}

/** Every fault with its answers and verdicts. */
export function SheetFindings({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const colon = language === 'en' ? ': ' : '：';
  return (
    <SheetTable
      title={t('sheet.findings')}
      head={[t('sheet.what'), t('sheet.source'), t('sheet.post'), t('sheet.state'), t('sheet.mended')]}
      widths={[28, 15, 15, 15, 28]}
      rows={of.findings.map((finding) => ({
        key: finding.id,
        cells: [
          <>
            {say(finding.kindName)}
            {colon}
            <AsWritten text={finding.text} />
            {finding.repeated && ` (${t('overlay.repeated')})`}
          </>,
          <>
            {say(finding.sourceName)} {formatDate(dayOf(finding.raisedAt), language)}
          </>,
          say(finding.responsible),
          say(finding.statusName),
          <Mended key="mended" finding={finding} />,
        ],
      }))}
    />
  );
}

function Mended({ finding: { answers, verdicts } }: { finding: Case['findings'][number] }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  if (answers.length === 0) return t('sheet.none');
  return answers.map((answer, i) => {
    const verdict = verdicts[i];
    return (
      <p key={answer.at}>
        {formatInstant(answer.at, language)}{' '}
        <AsWritten text={t('overlay.answer', { by: answer.by, text: answer.text })} />{' '}
        {verdict !== undefined && (
          <AsWritten
            text={t(verdict.passed ? 'overlay.passed' : 'overlay.notPassed', {
              by: verdict.by,
              note: verdict.note ?? '',
            })}
          />
        )}
      </p>
    );
  });
}

/** What supervisors said, and the answers. */
export function SheetOpinions({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  return (
    <SheetTable
      title={t('sheet.opinions')}
      head={[t('sheet.from'), t('sheet.what'), t('sheet.answer')]}
      widths={[20, 40, 40]}
      rows={of.opinions.map(({ id, by, text, answer }) => ({
        key: id,
        cells: [by, text, answer ?? t('orders.open')],
      }))}
    />
  );
}
