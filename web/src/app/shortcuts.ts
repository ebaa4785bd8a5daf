import { useEffect, useEffectEvent } from 'react';
import { createStore } from '../shared/store';

/** One key that does something on this page; the help lists them. */
export interface Shortcut {
  readonly key: string;
  /** In words, in the language of the page. */
  readonly name: string;
}

interface Bound extends Shortcut {
  readonly run: () => void;
}

const bound = createStore<readonly Bound[]>([]);

/** The keys that do something now. */
export const shortcuts = bound as { get(): readonly Shortcut[]; subscribe: (typeof bound)['subscribe'] };

/** Binds a key while the component is shown. The latest one bound to a key wins. */
export function useShortcut(key: string, name: string, act: () => void): void {
  const run = useEffectEvent(act);
  useEffect(() => {
    const shortcut: Bound = { key, name, run: () => run() };
    bound.set([...bound.get(), shortcut]);
    return () => bound.set(bound.get().filter((other) => other !== shortcut));
  }, [key, name]);
}

/** Listens to the keyboard, but not while somebody types or a dialog asks something. */
export function listenToKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
      return;
    if (event.key === 'Enter' && entersElement(event.target)) return;
    const shortcut = bound.get().findLast(({ key }) => key === event.key);
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut.run();
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';
/** Enter on these does what they say; on the chosen line of a list it opens what the line is about. */
const PRESSED = 'a:not([data-row]), button, summary, [role="button"], [role="menuitem"], [role="tab"]';

function entersElement(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(PRESSED) !== null;
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], [role="dialog"]:not([aria-hidden="true"])') !== null) return true;
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}
