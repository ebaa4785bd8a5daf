import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import styles from './checks.module.css';

export const STEPS = ['frame', 'freeze', 'seed', 'draw', 'publish'] as const;
export type Step = (typeof STEPS)[number];

/** The step that a check is at; one that was cancelled stays where it was. */
export function stepOf({
  population,
  seed,
  sample,
}: Pick<SpotCheck, 'population' | 'seed' | 'sample'>): Step {
  if (sample !== null) return 'publish';
  if (seed !== null) return 'draw';
  return population === null ? 'freeze' : 'seed';
}

/** The five steps across the top: done, now, to come. */
export function StepBar({ at }: { at: Step }) {
  const { t } = useTranslation('checks');
  const now = STEPS.indexOf(at);
  return (
    <ol className={styles.bar}>
      {STEPS.map((step, i) => (
        <li
          key={step}
          data-at={i < now ? 'past' : undefined}
          {...(i === now && { 'aria-current': 'step' as const })}
        >
          <span className={styles.number}>{i < now ? <CheckOutlined /> : i + 1}</span>
          <span>{t(`steps.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
