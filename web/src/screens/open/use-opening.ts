import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandReceipt, OpenForm as Asked, Suggestion } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { joinSuggestions, openCase, type Place } from '../../api/suggestions';
import { useMe } from '../../app/use-may';
import { draftOf } from '../../shared/command-form/draft';
import { fieldsOf, initialValues, type Field, type JsonSchema } from '../../shared/command-form/fields';
import { useFaults } from '../../shared/command-form/use-faults';
import { titleFrom, typedOf, type Source } from './sent';

/** What was done in the end: a case was opened, or words joined one. */
export interface Done {
  readonly how: 'opened' | 'joined';
  readonly receipt: CommandReceipt;
}

export interface OpeningProps {
  readonly place: Place;
  readonly asked: Asked;
  /** What a resident said before; the case comes from it. */
  readonly suggestion: Suggestion | null;
  readonly onDone: (done: Done) => void;
}

/** What looks different once a case was opened or words have joined one. */
const FRESH = ['suggestions', 'duties', 'notifications', 'board', 'case', 'find'];

/** Opening a case: what is typed is kept until it is sent, and it is sent once however often one presses. */
export function useOpening({ place, asked, suggestion, onDone }: OpeningProps) {
  const { t } = useTranslation('open');
  const [form] = Form.useForm<Record<string, unknown>>();
  const schema = asked.schema as JsonSchema;
  const fields = fieldsOf(schema);
  const draft = draftOf(useMe().personId, 'open', suggestion?.id ?? 'new');
  const [kept, setKept] = useState(() => draft.read());
  // One key for this act, kept with the draft: whatever becomes of the answer, sending it again does nothing twice.
  const [key, setKey] = useState(() => (kept?.['key'] as string | undefined) ?? newKey());
  const queries = useQueryClient();
  const faults = useFaults(form, fields, '');
  const fresh = startOf(fields, asked, suggestion);
  const initial = kept === null ? fresh : { ...fresh, ...stillOffered(fields, kept) };
  const { source, title, words } = useWatched(form, initial, suggestion === null && asked.entersForOthers);

  const act = useMutation({
    mutationFn: ({ into }: { into: string | null }) => {
      const { about, words: said } = typed();
      const from = suggestion === null ? {} : { suggestions: [suggestion.id] };
      const body = { ...from, ...(said !== undefined && { suggestion: said }) };
      if (into !== null) return joinSuggestions(into, body, key);
      return openCase({ ...place, ...body, ...about } as Parameters<typeof openCase>[0], key);
    },
    onSuccess: async (receipt, { into }) => {
      draft.drop();
      await Promise.all(FRESH.map((name) => queries.invalidateQueries({ queryKey: [name] })));
      onDone({ how: into === null ? 'opened' : 'joined', receipt });
    },
    onError: (error) => faults.ofProblem(error),
  });
  const typed = () => typedOf(fields, form.getFieldsValue(true) as Record<string, unknown>, source);
  /** Whether what was typed can be sent; a case needs more than words that join one. */
  const isGood = (needed: readonly string[]): boolean => {
    const { about, checked, isNobody } = typed();
    const data = { ...about, ...(checked !== undefined && { suggestion: checked }) };
    if (!faults.ofData({ ...schema, required: needed }, data)) return false;
    if (isNobody) {
      const name = ['suggestion', 'proposer', 'name'];
      faults.show([{ name, errors: [t('who.needed')] }]);
    }
    return !isNobody;
  };
  const send = () => {
    if (act.isPending || !isGood(schema.required ?? [])) return;
    keep();
    act.mutate({ into: null });
  };
  const discard = () => {
    draft.drop();
    setKept(null);
    setKey(newKey());
    act.reset();
    form.setFieldsValue({ suggestion: undefined, title: undefined });
    form.setFieldsValue(fresh);
  };
  const keep = () => draft.keep({ ...(form.getFieldsValue(true) as object), where: place, key });
  const said = suggestion?.words ?? (source === 'none' ? '' : words);
  const shown = { form, fields, initial, isDraft: kept !== null, faults: faults.faults };
  return { ...shown, source, title, said, act, isGood, send, keep, discard };
}

/** What the page follows while one types. */
function useWatched(form: FormInstance, initial: Readonly<Record<string, unknown>>, isAsked: boolean) {
  const chosen = (Form.useWatch('source', form) ?? initial['source']) as Source;
  return {
    source: isAsked ? chosen : ('none' as const),
    title: (Form.useWatch('title', form) ?? initial['title'] ?? '') as string,
    words: (Form.useWatch(['suggestion', 'words'], form) ?? '') as string,
  };
}

/** What an untouched form says. */
function startOf(
  fields: readonly Field[],
  { entersForOthers }: Asked,
  suggestion: Suggestion | null,
): Record<string, unknown> {
  const source: Source = suggestion === null && entersForOthers ? 'named' : 'none';
  return {
    ...initialValues(fields),
    source,
    ...(suggestion !== null && { title: titleFrom(suggestion.words) }),
  };
}

/** A draft without what this programme does not offer to choose. */
function stillOffered(fields: readonly Field[], kept: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(kept).filter(([key, value]) => {
    const field = fields.find((each) => each.key === key);
    return field?.kind !== 'choice' || field.options.some((option) => option.value === value);
  });
  const inside = fields.find(({ key }) => key === 'suggestion')?.fields;
  const said = kept['suggestion'];
  const values = Object.fromEntries(known);
  if (inside === undefined || typeof said !== 'object' || said === null) return values;
  return { ...values, suggestion: stillOffered(inside, said as Record<string, unknown>) };
}
