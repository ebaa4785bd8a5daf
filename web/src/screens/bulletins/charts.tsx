import { useTranslation } from 'react-i18next';
import type { Bulletin } from '../../api/generated/schema';
import styles from './bulletins.module.css';

const FUNNEL = ['suggestions', 'applied', 'confirmed', 'funded', 'started', 'done'] as const;

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly words: string;
}

/** Bars from the left, each with its number: what a reader of a screen or of black and white paper can read too. */
function Bars({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure className={styles.chart}>
      <figcaption>{title}</figcaption>
      <ol>
        {bars.map(({ name, value, words }) => (
          <li key={name}>
            <span className={styles.barName}>{name}</span>
            <span className={styles.track} aria-hidden>
              {value > 0 && <span className={styles.bar} style={{ width: `${(value / most) * 100}%` }} />}
            </span>
            <span className={styles.barValue}>{words}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** The way from suggestions to what is done, and how far each town is. */
export function Charts({ bulletin: { figures } }: { bulletin: Bulletin }) {
  const { t } = useTranslation('bulletins');
  const { sum, before, towns } = figures;
  const signed = new Intl.NumberFormat('en', { signDisplay: 'exceptZero' });
  return (
    <section className={styles.charts} aria-label={t('charts.label')}>
      <Bars
        title={t('charts.funnel')}
        bars={FUNNEL.map((key) => ({
          name: t(`charts.${key}`),
          value: sum.total[key],
          words: t('charts.value', {
            total: sum.total[key],
            month: sum.month[key],
            change: signed.format(sum.month[key] - before.month[key]),
          }),
        }))}
      />
      <Bars
        title={t('charts.towns')}
        bars={towns.map(({ name, counts }) => ({
          name,
          value: counts.total.confirmed,
          words: t('charts.townValue', { confirmed: counts.total.confirmed, done: counts.total.done }),
        }))}
      />
    </section>
  );
}
