import type { Me } from '../api/generated/schema';

const KEPT_AS = 'banjie.visits.person';

/** Who works on this device: known without asking the API, because there may be no network. */
export interface DevicePerson {
  readonly personId: string;
  readonly displayName: string;
}

/** Whoever signed in last on this device and has not signed out; null: nobody. */
export function devicePerson(): DevicePerson | null {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === null ? null : (JSON.parse(kept) as DevicePerson);
}

export function rememberPerson({ personId, displayName }: Me): void {
  localStorage.setItem(KEPT_AS, JSON.stringify({ personId, displayName }));
}

/** On signing out: without network this device then shows nobody's reports. They stay, and are there for their writer. */
export function forgetPerson(): void {
  localStorage.removeItem(KEPT_AS);
}
