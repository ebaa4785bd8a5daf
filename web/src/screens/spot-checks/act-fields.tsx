import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { witnessesQuery } from '../../api/spot-checks';
import { WRITTEN_LABELS } from '../../shared/as-written';
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
      {act === 'assign' && <PersonField />}
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
      <Select {...WRITTEN_LABELS} showSearch={{ optionFilterProp: 'label' }} virtual={false} options={drawn} />
    </Form.Item>
  );
}

/** Anybody of the place, found by name; the API refuses those who had a hand in the works. */
function PersonField() {
  const { t } = useTranslation('check-record');
  const [typed, setTyped] = useState('');
  const { data } = useQuery(witnessesQuery(useDebounced(typed.trim(), 300)));
  return (
    <Form.Item
      name="personId"
      label={t('assign.person')}
      rules={[{ required: true, message: t('assign.personNeeded') }]}
    >
      <Select
        {...WRITTEN_LABELS}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        virtual={false}
        options={(data?.items ?? []).map(({ id, displayName, posts }) => ({
          value: id,
          label: [displayName, ...posts.map(({ organisationName }) => organisationName)].join(' · '),
        }))}
      />
    </Form.Item>
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
