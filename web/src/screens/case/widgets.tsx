import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { casePeopleQuery, caseQuery, findCasesQuery } from '../../api/case';
import type { CaseColleague } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import type { WidgetProps, Widgets } from '../../shared/command-form/widgets';

const useCaseId = () => useParams()['caseId'] ?? '';

/** Colleagues with the post and name that the ledger keeps. */
function useColleagues(): { personId: string; label: string }[] {
  const { say } = useLanguage();
  const { data } = useQuery(casePeopleQuery(useCaseId()));
  const postOf = ({ posts: [post] }: CaseColleague) =>
    post === undefined ? '' : `${post.organisationName} ${say(post.roleName)} `;
  return (data?.items ?? []).map((one) => ({ personId: one.personId, label: `${postOf(one)}${one.name}` }));
}

/** Somebody who is named: a colleague from the list, or anybody in words, such as a firm's foreman. */
function PersonInput({ field, ...given }: WidgetProps) {
  return field.kind === 'group' ? <NamedPerson {...given} /> : <Colleague {...given} />;
}

type Given = Omit<WidgetProps, 'field'>;

function NamedPerson({ id, value, onChange }: Given) {
  const { t } = useTranslation('case');
  const colleagues = useColleagues();
  const { label = '' } = (value ?? {}) as { label?: string };
  return (
    <AutoComplete
      id={id}
      placeholder={t('choose.person')}
      value={label}
      options={colleagues.map((one) => ({ value: one.label }))}
      showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
      onChange={(typed: string) => {
        const known = colleagues.find((one) => one.label === typed);
        onChange?.(known ?? (typed === '' ? undefined : { label: typed }));
      }}
    />
  );
}

function Colleague({ id, value, onChange }: Given) {
  const { t } = useTranslation('case');
  const colleagues = useColleagues();
  return (
    <Select
      id={id}
      placeholder={t('choose.person')}
      value={value}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label' }}
      options={colleagues.map(({ personId, label }) => ({ value: personId, label }))}
    />
  );
}

/** Another case, by its number or title. */
function CaseInput({ id, value, onChange }: WidgetProps) {
  const { t } = useTranslation('case');
  const own = useCaseId();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(findCasesQuery(typed));
  const others = (data?.items ?? []).filter((one) => one.id !== own);
  return (
    <Select
      id={id}
      placeholder={t('choose.case')}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={others.map((one) => ({ value: one.id, label: `${one.number} ${one.title}` }))}
    />
  );
}

/** Some of the suggestions that the case answers. */
function SuggestionsInput({ id, value, onChange }: WidgetProps) {
  const { t } = useTranslation('case');
  const { data } = useQuery(caseQuery(useCaseId()));
  return (
    <Select
      id={id}
      mode="multiple"
      placeholder={t('choose.suggestions')}
      value={value ?? []}
      onChange={onChange}
      options={(data?.linkedSuggestions ?? []).map((one) => ({
        value: one.id,
        label: `${one.receiptNo} ${one.words}`,
      }))}
    />
  );
}

/** Some of the documents of the case, the newest first: proof is attached before it is chosen. */
function FilesInput({ id, value, onChange }: WidgetProps) {
  const { t } = useTranslation('case');
  const { data } = useQuery(caseQuery(useCaseId()));
  return (
    <Select
      id={id}
      mode="multiple"
      placeholder={t('choose.files')}
      value={value ?? []}
      onChange={onChange}
      options={(data?.files ?? []).toReversed().map((one) => ({ value: one.fileId, label: one.name }))}
    />
  );
}

/** How this screen fills in what needs more than typing. */
export const WIDGETS: Widgets = {
  person: (props) => <PersonInput {...props} />,
  case: (props) => <CaseInput {...props} />,
  files: (props) => <FilesInput {...props} />,
  suggestions: (props) => <SuggestionsInput {...props} />,
};
