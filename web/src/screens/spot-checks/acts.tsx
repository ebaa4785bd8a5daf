import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpotCheck, SpotCheckCommand } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { may } from '../../api/session';
import { commandSpotCheck } from '../../api/spot-checks';
import { useVisitor } from '../../app/use-may';
import { FormDialog } from '../../shared/form-dialog';
import { ActFields } from './act-fields';

type Act = 'phrase' | 'assign' | 'replace' | 'close' | 'cancel';

interface Fields {
  gone?: string;
  personId?: string;
  phrase?: string;
  reason?: string;
}

/** What whoever leads the check can still do. Another place's supervisor is refused by the API, with its words. */
export function CheckActs({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  const me = useVisitor();
  const [act, setAct] = useState<Act | null>(null);
  const covers = me?.posts.some(({ orgPath }) => orgPath.split('/').includes(check.organisationId)) === true;
  const leads = me !== null && may(me, 'commandSpotCheck') && (covers || me.posts.some(isAbove));
  if (!leads || check.ended !== null) return null;
  return (
    <>
      {check.status === 'AWAITING_PHRASE' && (
        <Button type="primary" onClick={() => setAct('phrase')}>
          {t('phrase.act')}
        </Button>
      )}
      {check.status === 'DRAWN' && (
        <>
          {check.inspectors !== null && <Button onClick={() => setAct('assign')}>{t('assign.act')}</Button>}
          <Button onClick={() => setAct('replace')}>{t('replacements.act')}</Button>
          <Button onClick={() => setAct('close')}>{t('end.close')}</Button>
        </>
      )}
      <Button danger onClick={() => setAct('cancel')}>
        {t('end.cancel')}
      </Button>
      {act !== null && <ActDialog key={act} act={act} check={check} onClose={() => setAct(null)} />}
    </>
  );
}

const isAbove = ({ level }: { level: string }): boolean =>
  level === 'CITY' || level === 'DISTRICT' || level === 'STREET';

function ActDialog({ act, check, onClose }: { act: Act; check: SpotCheck; onClose: () => void }) {
  const { t } = useTranslation('check-record');
  const [key] = useState(newKey);
  const words = {
    phrase: [t('phrase.title'), t('phrase.explain'), t('phrase.submit'), t('phrase.done')],
    assign: [t('assign.title'), t('assign.explain'), t('assign.submit'), t('assign.done')],
    replace: [
      t('replacements.act'),
      t('replacements.plain'),
      t('replacements.submit'),
      t('replacements.done'),
    ],
    close: [t('end.closeTitle'), t('end.closeExplain'), t('end.closeIt'), t('end.closeDone')],
    cancel: [t('end.cancelTitle'), t('end.cancelExplain'), t('end.cancelIt'), t('end.cancelDone')],
  } as const;
  const [title, explain, submit, done] = words[act];
  return (
    <FormDialog<Fields>
      open
      title={title}
      explain={explain}
      submit={submit}
      done={done}
      danger={act === 'cancel'}
      touches={[['spot-checks']]}
      send={(fields) => commandSpotCheck(check.id, commandOf(act, fields), key)}
      onClose={onClose}
    >
      <ActFields act={act} check={check} />
    </FormDialog>
  );
}

function commandOf(
  act: Act,
  { gone = '', personId = '', phrase = '', reason = '' }: Fields,
): SpotCheckCommand {
  switch (act) {
    case 'phrase':
      return { type: 'phrase', phrase };
    case 'assign':
      return { type: 'assign', caseNumber: gone, personId, reason };
    case 'replace':
      return { type: 'replace', gone, reason };
    default:
      return { type: act, reason };
  }
}
