import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import type { Choice, Finding } from '../../offline/model';
import type { Editing } from './editing';
import styles from './report.module.css';

/** As many as the API takes. */
const MOST = 20;

/** What has to be put right: each becomes a finding with a limit of its own. */
export function Findings({
  kinds,
  report,
  change,
  faultOf,
}: Editing & { readonly kinds: readonly Choice[] }) {
  const { t } = useTranslation('visits');
  const { say } = useLanguage();
  const { findings } = report.form;
  const fault = faultOf('findings');
  const set = (at: number, part: Partial<Finding>) =>
    change({ findings: findings.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  if (kinds.length === 0) return null;
  return (
    <section aria-labelledby="part-findings" className={styles.part}>
      <h3 id="part-findings">{t('report.findings')}</h3>
      {findings.map((finding, at) => (
        <fieldset key={at} className={styles.finding} aria-describedby={fault}>
          <legend>{t('report.finding', { n: at + 1 })}</legend>
          <label className={styles.field}>
            <span>{t('report.kind')}</span>
            <select value={finding.kind} onChange={({ target }) => set(at, { kind: target.value })}>
              <option value="">{t('report.chooseKind')}</option>
              {kinds.map(({ value, name }) => (
                <option key={value} value={value}>
                  {say(name)}
                </option>
              ))}
            </select>
          </label>
          <label className={styles.field}>
            <span>{t('report.text')}</span>
            <textarea
              rows={3}
              maxLength={2_000}
              dir="auto"
              value={finding.text}
              onChange={({ target }) => set(at, { text: target.value })}
            />
          </label>
          <Button
            size="large"
            icon={<DeleteOutlined />}
            onClick={() => change({ findings: findings.filter((_, index) => index !== at) })}
          >
            {t('report.removeFinding', { n: at + 1 })}
          </Button>
        </fieldset>
      ))}
      <Button
        size="large"
        block
        icon={<PlusOutlined />}
        disabled={findings.length >= MOST}
        onClick={() => change({ findings: [...findings, { kind: '', text: '' }] })}
      >
        {t('report.addFinding')}
      </Button>
    </section>
  );
}
