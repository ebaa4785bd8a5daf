import { useEffect, useRef, useState, type RefObject } from 'react';

interface ReturnFocus<T> {
  readonly panel: RefObject<T | null>;
  /** The form closes: the focus goes to this element of the panel; to the panel where that has gone too. */
  readonly leave: (selector: string) => void;
}

/** Keeps the place of whoever works by keyboard when a form takes the place of the button that opened it. */
export function useReturnFocus<T extends HTMLElement = HTMLDivElement>(): ReturnFocus<T> {
  const panel = useRef<T>(null);
  // An object each time, so that leaving twice for the same place is seen twice.
  const [to, setTo] = useState<{ readonly selector: string } | null>(null);
  useEffect(() => {
    if (to === null) return;
    (panel.current?.querySelector<HTMLElement>(to.selector) ?? panel.current)?.focus();
  }, [to]);
  return { panel, leave: (selector) => setTo({ selector }) };
}
