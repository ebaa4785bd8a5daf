import { useTranslation } from 'react-i18next';
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Bulletin } from '../../api/generated/schema';
import styles from './bulletins.module.css';

const FUNNEL = ['suggestions', 'applied', 'confirmed', 'funded', 'started', 'done'] as const;

interface Entry {
  readonly name: string;
  readonly value: number;
  /** What the bar comes to, written beside it: for black and white paper, and instead of the picture. */
  readonly words: string;
}

const BAR_PX = 34;
/** What fits beside the bars on a phone; whole names are in the tables below. */
const NAME_LENGTH = 8;
const shortened = (name: string): string => {
  const signs = Array.from(name);
  return /\p{Script=Han}/u.test(name) && signs.length > NAME_LENGTH
    ? `${signs.slice(0, NAME_LENGTH - 1).join('')}…`
    : name;
};

function Bars({ title, entries }: { title: string; entries: readonly Entry[] }) {
  const said = entries.map(({ name, words }) => `${name} ${words}`).join('; ');
  return (
    <figure className={styles.chart}>
      <figcaption>{title}</figcaption>
      <div role="img" aria-label={`${title}: ${said}`}>
        <ResponsiveContainer width="100%" height={entries.length * BAR_PX}>
          <BarChart data={[...entries]} layout="vertical" margin={{ right: 160 }} accessibilityLayer={false}>
            <XAxis type="number" hide domain={[0, 'dataMax']} />
            <YAxis
              type="category"
              dataKey="name"
              tickFormatter={shortened}
              width={112}
              interval={0}
              axisLine={{ stroke: 'var(--line-2)' }}
              tickLine={false}
            />
            {/* As thin as the axis where there is nothing: its words stand beside it all the same. */}
            <Bar dataKey="value" minPointSize={1} barSize={14} fill="var(--accent)" isAnimationActive={false}>
              <LabelList dataKey="words" position="right" fill="var(--ink)" />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
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
        entries={FUNNEL.map((key) => ({
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
        entries={towns.map(({ name, counts }) => ({
          name,
          value: counts.total.confirmed,
          words: t('charts.townValue', { confirmed: counts.total.confirmed, done: counts.total.done }),
        }))}
      />
    </section>
  );
}
