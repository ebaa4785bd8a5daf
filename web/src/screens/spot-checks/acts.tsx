import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpotCheck, SpotCheckCommand } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { may } from '../../api/session';
import { commandSpotCheck } from '../../api/spot-checks';
import { useVisitor } from '../../app/use-may';
import { FormDialog } from '../../shared/form-dialog';
import { sampleOf } from '../../shared/repeat-draw';

type Act = 'replace' | 'close' | 'cancel';

interface Fields {
  gone?: string;
  reason: string;
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
      {check.status === 'DRAWN' && (
        <>
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

const isAbove = ({ level }: { level: string }): boolean => level === 'CITY' || level === 'DISTRICT' || level === 'STREET';

function ActDialog({ act, check, onClose }: { act: Act; check: SpotCheck; onClose: () => void }) {
  const { t } = useTranslation('check-record');
  const [key] = useState(newKey);
  const words = {
    replace: [t('replacements.act'), t('replacements.plain'), t('replacements.submit'), t('replacements.done')],
    close: [t('end.closeTitle'), t('end.closeExplain'), t('end.closeIt'), t('end.closeDone')],
    cancel: [t('end.cancelTitle'), t('end.cancelExplain'), t('end.cancelIt'), t('end.cancelDone')],
  } as const;
  const [title, explain, submit, done] = words[act];
  const gone = new Set(check.replacements.map((one) => one.gone));
  const inSample = sampleOf(check).filter((id) => !gone.has(id));
  const command = ({ gone: which, reason }: Fields): SpotCheckCommand =>
    act === 'replace' ? { type: 'replace', gone: which ?? '', reason } : { type: act, reason };
  return (
    <FormDialog<Fields>
      open
      title={title}
      explain={explain}
      submit={submit}
      done={done}
      danger={act === 'cancel'}
      touches={[['spot-checks']]}
      send={(fields) => commandSpotCheck(check.id, command(fields), key)}
      onClose={onClose}
    >
      {act === 'replace' && (
        <Form.Item
          name="gone"
          label={t('replacements.gone')}
          rules={[{ required: true, message: t('replacements.goneNeeded') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            virtual={false}
            options={inSample.map((id) => ({ value: id, label: id }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={act === 'close' ? t('end.summary') : t('replacements.reason')}
        extra={t('replacements.reasonHelp')}
        rules={[{ required: true, whitespace: true, message: t('replacements.reasonNeeded') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
