import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { recountBulletin, takeStep, type BulletinStep } from '../../api/bulletins';
import type { Bulletin, BulletinTable } from '../../api/generated/schema';
import { FormDialog } from '../../shared/form-dialog';
import type { Writing } from './use-writing';
import styles from './bulletins.module.css';

type Act = Exclude<BulletinStep, 'edit'>;

/** In the order of the work; the last of them are for when something is wrong. */
const ACTS: readonly Act[] = ['sign', 'publish', 'rebuild', 'unsign', 'correct', 'discard'];
const FORWARD: readonly Act[] = ['sign', 'publish'];

interface ActsProps {
  readonly bulletin: Bulletin;
  readonly writing: Writing;
  readonly onRecounted: (changes: BulletinTable) => void;
}

/** What the reader may do with the bulletin now, and what comes next when it is somebody else's turn. */
export function Acts({ bulletin, writing, onRecounted }: ActsProps) {
  const { t } = useTranslation('bulletins');
  const [act, setAct] = useState<Act | null>(null);
  const acts = ACTS.filter((one) => bulletin.steps.includes(one));
  if (bulletin.steps.length === 0) return null;
  // What is signed is what the server has, so what is only on this page must be saved or given up first.
  const isHeld = writing.isDirty && acts.includes('sign');
  const waits = bulletin.status === 'DRAFT' && !acts.includes('sign');
  return (
    <section className={styles.acts} aria-label={t('acts.label')}>
      <p>{waits ? t('acts.waits') : t(`acts.next.${bulletin.status}`)}</p>
      {isHeld && <Unsaved writing={writing} onSaved={() => setAct('sign')} />}
      <div className={styles.tools}>
        {acts.map((one) => (
          <Button
            key={one}
            type={FORWARD.includes(one) ? 'primary' : 'default'}
            danger={one === 'discard'}
            disabled={one === 'sign' && isHeld}
            aria-describedby={one === 'sign' && isHeld ? 'unsaved' : undefined}
            onClick={() => setAct(one)}
          >
            {t(`acts.${one}.name`)}
          </Button>
        ))}
      </div>
      {act !== null && (
        <ActDialog key={act} {...{ act, bulletin, writing, onRecounted }} onClose={() => setAct(null)} />
      )}
    </section>
  );
}

/** Why it cannot be signed yet, and the way on. */
function Unsaved({ writing, onSaved }: { writing: Writing; onSaved: () => void }) {
  const { t } = useTranslation('bulletins');
  const { clashes, isBlank, isReady, saving, save } = writing;
  return (
    <div className={styles.held}>
      <p id="unsaved" role="status">
        {clashes.length > 0 ? t('write.clash') : isBlank ? t('write.blank') : t('acts.unsaved')}
      </p>
      <Button
        disabled={!isReady}
        loading={saving.isPending}
        onClick={() => save((saved) => saved && onSaved())}
      >
        {t('acts.saveThenSign')}
      </Button>
    </div>
  );
}

interface ActDialogProps extends ActsProps {
  readonly act: Act;
  readonly onClose: () => void;
}

function ActDialog({ act, bulletin, writing, onRecounted, onClose }: ActDialogProps) {
  const { t } = useTranslation('bulletins');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const take = async (): Promise<Bulletin | null> => {
    if (act !== 'rebuild') return takeStep(act, bulletin);
    const { bulletin: counted, changes } = await recountBulletin(bulletin.id);
    onRecounted(changes);
    return counted;
  };
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
        const shown = await take().catch(async (error: unknown) => {
          // Whoever is refused sees what it looks like now.
          await queries.invalidateQueries({ queryKey: ['bulletins'] });
          throw error;
        });
        if (act === 'discard') writing.discard();
        // The page that is being left must not ask once more for what is no longer there.
        if (shown === null) queries.removeQueries({ queryKey: ['bulletins'], type: 'inactive' });
        if (shown?.id !== bulletin.id)
          await navigate(shown === null ? '/bulletins' : `/bulletins/${shown.id}`);
      }}
      onClose={onClose}
    />
  );
}
