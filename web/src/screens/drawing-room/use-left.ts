import { useEffect, useState } from 'react';

const SECOND_MS = 1000;
const MINUTE = 60;
const HOUR = 3600;

const two = (number: number): string => String(number).padStart(2, '0');

/** How long until an instant as a clock shows it, 12:05; null: it has passed, or there is none. */
export function useLeft(until: string | null): string | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === null) return undefined;
    const ticking = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(ticking);
  }, [until]);
  if (until === null) return null;
  const seconds = Math.floor((Date.parse(until) - now) / SECOND_MS);
  if (seconds < 0) return null;
  const [hours, minutes] = [Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE)];
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % MINUTE)}`;
}
