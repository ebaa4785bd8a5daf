import { parseInstant, type Instant } from '../../domain/calendar/instant';
import type { Told } from '../../domain/messages/text';

export const at = (day: string, time = '09:00'): Instant => parseInstant(`${day}T${time}:00+08:00`);
/** Due at 24:00 of the tenth. */
export const CLOCK = {
  number: '2026-000123',
  title: '车棚翻修',
  clock: 'stage.review.1',
  name: '镇级审核',
  nameEn: 'town review',
  dueDate: '2026-03-10',
  dueAt: at('2026-03-11', '00:00'),
};
/** A message about that clock. */
export const told = (kind: string, data: object = {}, acknowledgeBy: Instant | null = null): Told => ({
  kind,
  data: { ...CLOCK, ...data },
  acknowledgeBy,
});
