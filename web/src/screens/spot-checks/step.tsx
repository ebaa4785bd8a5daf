import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step as Name } from '../../shared/checks/step-bar';
import styles from './spot-checks.module.css';

/** One of the five steps: what happens in plain words, then its evidence; dashed while it is to come. */
export function Step({
  name,
  plain,
  open,
  children,
}: {
  name: Name;
  plain: string;
  /** Its evidence is there. */
  open: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation('check-record');
  return (
    <section className={styles.step} data-open={open} aria-labelledby={`step-${name}`}>
      <h2 id={`step-${name}`}>{t(`${name}.title`)}</h2>
      <p className={styles.plain}>{plain}</p>
      {children}
    </section>
  );
}

/** A fact of a step; inside a `<dl>`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </>
  );
}
