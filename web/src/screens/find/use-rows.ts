import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../app/shortcuts';

/**
 * Moving through what was found: the focus itself moves from case to case, so that it is seen and read out, and Enter
 * opens what has it. Arrows from the box into the list and back, j and k from anywhere.
 */
export function useRows(list: RefObject<HTMLElement | null>) {
  const { t } = useTranslation('shell');
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])];
  /** Whether there was somewhere to go. */
  const move = (step: number): boolean => {
    const all = rows();
    const next = all[all.findIndex((row) => row === document.activeElement) + step];
    next?.focus();
    return next !== undefined;
  };
  useShortcut('j', t('shortcuts.next'), () => void move(1));
  useShortcut('k', t('shortcuts.previous'), () => void move(-1));
  return {
    /** Enter in the box opens the first that was found, unless a word is still being made. */
    fromBox: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'ArrowDown' && move(1)) event.preventDefault();
      if (event.key === 'Enter') rows()[0]?.click();
    },
    fromRow: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown' && move(1)) event.preventDefault();
      if (event.key !== 'ArrowUp') return;
      event.preventDefault();
      if (document.activeElement === rows()[0])
        document.querySelector<HTMLElement>('input[type="search"]')?.focus();
      else move(-1);
    },
  };
}
