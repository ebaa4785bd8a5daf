const KEPT_AS = 'banjie.visits.clock';
/** Less than this is what requests take on their way. */
const WRONG_MS = 5 * 60_000;

/** An answer came with the server's time: how far the clock of the device is off. */
export function noteServerTime(response: Response, now = Date.now()): void {
  const server = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(server)) localStorage.setItem(KEPT_AS, String(server - now));
}

/** What is to be added to the device's clock, in ms; 0 while it is right. */
export function clockFault(): number {
  const off = Number(localStorage.getItem(KEPT_AS) ?? 0);
  return Math.abs(off) < WRONG_MS ? 0 : off;
}

/** Now, as far as this device knows: its own clock, put right by what the server said last. */
export function bestNow(now = Date.now()): string {
  return new Date(now + clockFault()).toISOString();
}
