import { createStore } from '../../shared/store';

/** Whether the guided tour is shown; it can be taken again from the account menu. */
export const tourStore = createStore<'hidden' | 'shown'>('hidden');

const OFFERED_AS = 'banjie.tour';

/** The tour is offered once in this browser. */
export function wasOffered(): boolean {
  return localStorage.getItem(OFFERED_AS) !== null;
}

export function markOffered(): void {
  localStorage.setItem(OFFERED_AS, 'offered');
}
