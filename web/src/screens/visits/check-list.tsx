import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import type { Answer, Choice } from '../../offline/model';
import { Choices } from './choices';
import type { Editing } from './editing';
import styles from './report.module.css';

const ANSWERS: readonly Answer[] = ['yes', 'no', 'n/a'];

/** The list for this type of item: three large answers each, and a note where something is not in order. */
export function CheckList({
  items,
  report,
  change,
  faultOf,
}: Editing & { readonly items: readonly Choice[] }) {
  const { t } = useTranslation('visits');
  const { say } = useLanguage();
  const { answers } = report.form;
  if (items.length === 0) return null;
  const set = (id: string, answer: Answer, note: string) =>
    change({ answers: { ...answers, [id]: { answer, note } } });
  return (
    <section aria-labelledby="part-checkList" className={styles.part}>
      <h3 id="part-checkList">{t('report.checkList')}</h3>
      {items.map(({ value, name }) => {
        const given = answers[value];
        return (
          <div key={value} className={styles.item}>
            <Choices
              showName
              name={say(name)}
              value={given?.answer ?? ''}
              describedBy={faultOf('checkList')}
              onChoose={(answer) => set(value, answer, given?.note ?? '')}
              options={ANSWERS.map((answer) => ({ value: answer, name: t(`report.answers.${answer}`) }))}
            />
            {given !== undefined && (given.answer === 'no' || given.note !== '') && (
              <label className={styles.field}>
                <span>{t('report.note')}</span>
                <textarea
                  rows={2}
                  maxLength={500}
                  dir="auto"
                  value={given.note}
                  onChange={({ target }) => set(value, given.answer, target.value)}
                />
              </label>
            )}
          </div>
        );
      })}
    </section>
  );
}
