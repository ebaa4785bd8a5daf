import { Alert, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { AsWritten } from '../../shared/as-written';
import { Fields } from '../../shared/command-form/field-input';
import type { Field } from '../../shared/command-form/fields';
import styles from './open.module.css';
import { SOURCES, type Source } from './sent';

interface WhoSaidProps {
  /** Of the words: channel, words, proposer, notice. */
  readonly fields: readonly Field[];
  readonly source: Source;
  readonly placeName: string;
  readonly entersForOthers: boolean;
}

/** Who said it and how it came in; personal data only behind the notice that goes with it. */
export function WhoSaid({ fields, source, placeName, entersForOthers }: WhoSaidProps) {
  const { t } = useTranslation('open');
  if (!entersForOthers) return <Alert className={styles.note} type="info" title={t('who.cannotEnter')} />;
  const only = (...keys: string[]) => fields.filter(({ key }) => keys.includes(key));
  const person = only('proposer').flatMap(({ fields: inside }) => inside);
  return (
    <section aria-labelledby="who-said">
      <h2 id="who-said">{t('who.heading')}</h2>
      <Form.Item name="source" label={t('who.label')}>
        <Radio.Group
          className={styles.choices}
          options={SOURCES.map((each) => ({ value: each, label: t(`who.${each}`) }))}
        />
      </Form.Item>
      {source !== 'none' && <Fields fields={only('channel', 'words')} path={['suggestion']} />}
      {source === 'named' && (
        <>
          <div className={styles.notice}>
            <h3>{t('who.notice')}</h3>
            <p>
              <AsWritten text={t('who.noticeText', { place: placeName })} />
            </p>
            <p className={styles.hint}>{t('who.read')}</p>
          </div>
          <Fields fields={only('noticeShown')} path={['suggestion']} />
          <div className={styles.person}>
            <Fields fields={person} path={['suggestion', 'proposer']} />
          </div>
        </>
      )}
    </section>
  );
}
