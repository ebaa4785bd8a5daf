import { useEffect, useRef, type RefObject } from 'react';

const TAKES_TYPING = 'input:not([type="hidden"]):not([type="file"]), textarea, select, [role="combobox"]';

/** Whatever was opened by a key has the focus: its first field, or its first button where nothing is asked. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const opened = useRef<T>(null);
  useEffect(() => {
    const first =
      opened.current?.querySelector<HTMLElement>(TAKES_TYPING) ?? opened.current?.querySelector('button');
    first?.focus();
  }, []);
  return opened;
}
