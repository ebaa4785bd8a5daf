const PREFIX = 'banjie.draft:';

/** Where one form keeps what was typed, until it is sent or the tab is closed. */
export interface Draft {
  read(): Record<string, unknown> | null;
  keep(values: Record<string, unknown>): void;
  drop(): void;
}

/** A draft of this tab for one person, case and command. */
export function draftOf(...names: readonly string[]): Draft {
  const key = PREFIX + names.join(':');
  return {
    read: () => {
      const kept = sessionStorage.getItem(key);
      return kept === null ? null : (JSON.parse(kept) as Record<string, unknown>);
    },
    keep: (values) => sessionStorage.setItem(key, JSON.stringify(values)),
    drop: () => sessionStorage.removeItem(key),
  };
}

/** Nobody who signs in next on this machine shall find what was typed. */
export function dropDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
