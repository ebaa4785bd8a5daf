import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { offersQuery } from '../../api/spot-checks';
import { useLanguage } from '../../i18n/use-language';
import { WRITTEN_LABELS } from '../../shared/as-written';
import { ProblemAlert } from '../../shared/problem-alert';
import { sampleOf } from '../../shared/repeat-draw';
import { useDebounced } from '../../shared/use-debounced';
import { phraseFault } from '../drawing-room/phrase';

interface ActFieldsProps {
  readonly act: 'phrase' | 'assign' | 'replace' | 'close' | 'cancel';
  readonly check: SpotCheck;
}

/** What is asked for before something is done to a check. */
export function ActFields({ act, check }: ActFieldsProps) {
  const { t } = useTranslation('check-record');
  if (act === 'phrase') return <PhraseField />;
  return (
    <>
      {(act === 'replace' || act === 'assign') && <CaseField act={act} check={check} />}
      {act === 'assign' && <PersonField check={check} />}
      <Form.Item
        name="reason"
        label={act === 'close' ? t('end.summary') : t('replacements.reason')}
        extra={t('replacements.reasonHelp')}
        rules={[{ required: true, whitespace: true, message: t('replacements.reasonNeeded') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

function CaseField({ act, check }: { act: 'replace' | 'assign'; check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  const form = Form.useFormInstance();
  const gone = new Set(check.replacements.map((one) => one.gone));
  const drawn =
    act === 'assign'
      ? (check.inspectors ?? []).map(({ caseNumber, name }) => ({
          value: caseNumber,
          label: `${caseNumber} · ${name ?? t('visits.nobody')}`,
        }))
      : sampleOf(check)
          .filter((id) => !gone.has(id))
          .map((id) => ({ value: id, label: id }));
  return (
    <Form.Item
      name="gone"
      label={act === 'assign' ? t('assign.case') : t('replacements.gone')}
      rules={[{ required: true, message: t('replacements.goneNeeded') }]}
    >
      <Select
        {...WRITTEN_LABELS}
        showSearch={{ optionFilterProp: 'label' }}
        virtual={false}
        options={drawn}
        // Whoever can go to one case may be barred from another.
        onChange={() => form.resetFields(['personId'])}
      />
    </Form.Item>
  );
}

/** Who can go to the case that was chosen; the others stand below with what keeps them from it. */
function PersonField({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  const { say } = useLanguage();
  const [typed, setTyped] = useState('');
  const caseNumber = Form.useWatch<string | undefined>('gone') ?? '';
  const { data, error } = useQuery(offersQuery(check.id, caseNumber, useDebounced(typed.trim(), 300)));
  const items = data?.items ?? [];
  const help = caseNumber === '' ? t('assign.caseFirst') : t('assign.left', { count: data?.left ?? 0 });
  return (
    <>
      {error !== null && <ProblemAlert error={error} />}
      <Form.Item
        name="personId"
        label={t('assign.person')}
        extra={caseNumber === '' || (data?.left ?? 0) > 0 ? help : undefined}
        rules={[{ required: true, message: t('assign.personNeeded') }]}
      >
        <Select
          {...WRITTEN_LABELS}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          virtual={false}
          disabled={caseNumber === ''}
          options={items.map(({ personId, name, visits, faultName }) => ({
            value: personId,
            disabled: faultName !== null,
            label:
              faultName === null
                ? t('assign.can', { name, count: visits })
                : t('assign.cannot', { name, why: say(faultName) }),
          }))}
        />
      </Form.Item>
    </>
  );
}

function PhraseField() {
  const { t } = useTranslation('check-record');
  const words = useTranslation('room').t;
  return (
    <Form.Item
      name="phrase"
      label={t('phrase.phrase')}
      rules={[
        {
          validator: (_, value: string | undefined) => {
            const fault = phraseFault(value ?? '');
            return fault === null ? Promise.resolve() : Promise.reject(new Error(words(`witness.${fault}`)));
          },
        },
      ]}
    >
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
}
