import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { takeStep, type BulletinStep } from '../../api/bulletins';
import type { Bulletin } from '../../api/generated/schema';
import { FormDialog } from '../../shared/form-dialog';
import styles from './bulletins.module.css';

type Act = Exclude<BulletinStep, 'edit'>;

/** In the order of the work; the last of them are for when something is wrong. */
const ACTS: readonly Act[] = ['sign', 'publish', 'rebuild', 'unsign', 'correct', 'discard'];
const FORWARD: readonly Act[] = ['sign', 'publish'];

/** What the reader may do with the bulletin now, and what comes next when it is somebody else's turn. */
export function Acts({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation('bulletins');
  const [act, setAct] = useState<Act | null>(null);
  const acts = ACTS.filter((one) => bulletin.steps.includes(one));
  if (bulletin.steps.length === 0) return null;
  const waits = bulletin.status === 'DRAFT' && !acts.includes('sign');
  return (
    <section className={styles.acts} aria-label={t('acts.label')}>
      <p>{waits ? t('acts.waits') : t(`acts.next.${bulletin.status}`)}</p>
      <div className={styles.tools}>
        {acts.map((one) => (
          <Button
            key={one}
            type={FORWARD.includes(one) ? 'primary' : 'default'}
            danger={one === 'discard'}
            onClick={() => setAct(one)}
          >
            {t(`acts.${one}.name`)}
          </Button>
        ))}
      </div>
      {act !== null && <ActDialog key={act} act={act} bulletin={bulletin} onClose={() => setAct(null)} />}
    </section>
  );
}

function ActDialog({ act, bulletin, onClose }: { act: Act; bulletin: Bulletin; onClose: () => void }) {
  const { t } = useTranslation('bulletins');
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <FormDialog<object>
      open
      title={t(`acts.${act}.title`)}
      explain={t(`acts.${act}.explain`)}
      submit={t(`acts.${act}.do`)}
      done={t(`acts.${act}.done`)}
      danger={act === 'discard'}
      touches={act === 'discard' ? [] : [['bulletins']]}
      send={async () => {
        const shown = await takeStep(act, bulletin).catch(async (error: unknown) => {
          // Whoever is refused sees what it looks like now.
          await queries.invalidateQueries({ queryKey: ['bulletins'] });
          throw error;
        });
        // The page that is being left must not ask once more for what is no longer there.
        if (shown === null) queries.removeQueries({ queryKey: ['bulletins'], type: 'inactive' });
        if (shown?.id !== bulletin.id) await navigate(shown === null ? '/bulletins' : `/bulletins/${shown.id}`);
      }}
      onClose={onClose}
    />
  );
}
