import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { editBulletin, type PartId } from '../../api/bulletins';
import type { Bulletin } from '../../api/generated/schema';
import { isProblem } from '../../api/problem';
import { useVisitor } from '../../app/use-may';
import { draftOf } from '../../shared/command-form/draft';

/** What somebody has typed, and the text that they began from. */
interface Typed {
  readonly text: string;
  readonly from: string;
}
type AllTyped = Partial<Record<PartId, Typed>>;

export interface Writing {
  readonly isKept: boolean;
  readonly isDirty: boolean;
  /** A part without a text. */
  readonly isBlank: boolean;
  /** Whether what was typed can be saved as it is. */
  readonly isReady: boolean;
  /** Parts that somebody else has written meanwhile, and that the reader has typed into. */
  readonly clashes: readonly PartId[];
  readonly saving: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: Error | null };
  readonly textOf: (part: PartId) => string;
  readonly type: (part: PartId, text: string) => void;
  /** What the reader typed is to replace what somebody else wrote. */
  readonly keepMine: (part: PartId) => void;
  /** What somebody else wrote stays. */
  readonly takeTheirs: (part: PartId) => void;
  readonly discard: () => void;
  /** Says afterwards whether it was saved. */
  readonly save: (then?: (saved: boolean) => void) => void;
  /** Whether there is anything to lose at this moment, also in the midst of an act that has just given it up. */
  readonly isUnsaved: () => boolean;
}

/**
 * The text as it is being written: kept in this tab until it is saved, whatever becomes of the page meanwhile, and never
 * saved over what somebody else wrote without a look at it.
 */
export function useWriting(bulletin: Bulletin): Writing {
  const me = useVisitor();
  const queries = useQueryClient();
  const draft = draftOf(me?.personId ?? '', 'bulletin', bulletin.id);
  const [typed, setTyped] = useState<AllTyped>(() => (draft.read() as AllTyped | null) ?? {});
  const [isKept, setKept] = useState(() => draft.read() !== null);
  const serverText = (part: PartId) => bulletin.parts.find(({ id }) => id === part)?.text ?? '';
  const set = (next: AllTyped) => {
    setTyped(next);
    if (Object.keys(next).length === 0) draft.drop();
    else draft.keep(next);
  };
  const without = (part: PartId): AllTyped =>
    Object.fromEntries(Object.entries(typed).filter(([id]) => id !== part));
  const changed = (Object.entries(typed) as [PartId, Typed][]).filter(
    ([part, { text }]) => text !== serverText(part),
  );
  const saving = useMutation({
    mutationFn: () =>
      editBulletin(bulletin.id, {
        parts: Object.fromEntries(changed.map(([part, { text }]) => [part, text])),
        edits: bulletin.edits,
      }),
    onSuccess: async () => {
      set({});
      setKept(false);
      await queries.invalidateQueries({ queryKey: ['bulletins'] });
    },
    onError: async (error) => {
      if (isProblem(error, 'changed-meanwhile')) await queries.invalidateQueries({ queryKey: ['bulletins'] });
    },
  });
  const begin = (part: PartId, text: string): AllTyped => ({
    ...typed,
    [part]: { text, from: typed[part]?.from ?? serverText(part) },
  });
  const isWriter = bulletin.steps.includes('edit');
  const isDirty = isWriter && changed.length > 0;
  const clashes = changed.filter(([part, { from }]) => from !== serverText(part)).map(([part]) => part);
  const textOf = (part: PartId) => typed[part]?.text ?? serverText(part);
  const isBlank = bulletin.parts.some(({ id }) => textOf(id).trim() === '');
  return {
    ...{ isKept, isDirty, isBlank, isReady: isDirty && !isBlank && clashes.length === 0 },
    ...{ clashes, saving, textOf },
    type: (part, text) => {
      saving.reset();
      set(begin(part, text));
    },
    keepMine: (part) => set({ ...typed, [part]: { text: typed[part]?.text ?? '', from: serverText(part) } }),
    takeTheirs: (part) => set(without(part)),
    discard: () => {
      set({});
      setKept(false);
    },
    save: (then) => saving.mutate(undefined, { onSuccess: () => then?.(true), onError: () => then?.(false) }),
    isUnsaved: () => isDirty && draft.read() !== null,
  };
}
