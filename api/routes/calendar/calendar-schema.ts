import { z } from 'zod';
import type { DayChange } from '../../../domain/calendar/compare';
import { readNoticeCsv } from '../../../domain/calendar/notice-csv';
import { readNotice, type ReadNotice } from '../../../domain/calendar/notice';
import type { CalendarNotice, NoticeProblem } from '../../../domain/calendar/notice-parts';
import { Refusal } from '../../../domain/errors';
import type { Language } from '../../../domain/language';
import type { ChangedYear } from '../../../ledger/calendar/import';
import { civilDate, words } from '../../schema';

export const yearStatus = z.enum(['OFFICIAL', 'PROVISIONAL']);
const kind = z.enum(['workday', 'weekend', 'holiday', 'makeup-workday']);
const side = z.strictObject({ kind, name: z.string().nullable() });

/** Days of one year that differ between two versions. */
export const changedYear = z
  .strictObject({
    year: z.number().int(),
    changes: z.array(
      z.strictObject({
        date: civilDate,
        before: side,
        after: side,
        effect: z
          .enum(['worked', 'off', 'renamed'])
          .meta({ description: 'Worked from now on, off from now on, or only called otherwise' }),
      }),
    ),
  })
  .meta({ id: 'ChangedYear' });

export function showChangedYear({ year, changes }: ChangedYear): z.input<typeof changedYear> {
  return { year, changes: changes.map((change: DayChange) => ({ ...change })) };
}

const restore = z
  .boolean()
  .default(false)
  .meta({ description: 'Take back a version that was replaced, on purpose' });

/** Asked with everything that changes a calendar. */
export const recompute = z.boolean().default(true).meta({
  description: 'Compute the dates of open cases anew at once; false leaves them to a rollout of its own',
});

/** The rollout that a change of a calendar has started. */
export const startedRollout = z
  .string()
  .nullable()
  .meta({ description: 'The rollout that moves open dates; null when the dates are kept' });

/** A notice as it is handed in: the open JSON format, typed in by hand in the same shape, or a table. */
export const noticeBody = z
  .discriminatedUnion('format', [
    z.strictObject({
      format: z.literal('json'),
      notice: z.record(z.string(), z.unknown()).meta({
        description:
          'The open format of holiday-cn: `{year, papers: [address], days: [{name, date, isOffDay}]}`, with `source` and `status` on request. Every problem in it is told at once.',
        example: {
          year: 2026,
          papers: ['https://www.gov.cn/zhengce/content/202511/content_7047090.htm'],
          days: [{ name: '元旦', date: '2026-01-01', isOffDay: true }],
        },
      }),
      restore,
      recompute,
    }),
    z.strictObject({
      format: z.literal('csv'),
      text: z
        .string()
        .min(1)
        .max(100_000)
        .meta({ description: 'With the header date,name,isOffDay or 日期,名称,休/班' }),
      year: z.number().int(),
      papers: z.array(z.string().max(500)).max(10).meta({ description: 'Addresses of the notice' }),
      source: z.string().max(200).optional().meta({ description: 'What the notice is called' }),
      status: yearStatus.optional(),
      restore,
      recompute,
    }),
  ])
  .meta({ id: 'HolidayNotice' });

export type NoticeBody = z.output<typeof noticeBody>;

/** Reads what was handed in; problems point into the body of the request. */
export function readBody(body: NoticeBody): ReadNotice {
  if (body.format === 'csv') return readNoticeCsv(body.text, body);
  const read = readNotice(body.notice);
  const into = <T extends readonly NoticeProblem[]>(problems: T) =>
    problems.map((problem) => ({ ...problem, pointer: `/notice${problem.pointer}` }));
  if (read.notice === null) return { ...read, problems: into(read.problems) };
  return { ...read, warnings: into(read.warnings) };
}

export const problemSchema = z
  .strictObject({ code: z.string(), pointer: z.string(), message: words })
  .meta({ id: 'NoticeProblem' });

export function showProblem({ code, pointer, zh, en }: NoticeProblem): z.input<typeof problemSchema> {
  return { code, pointer, message: { zh, en } };
}

/** The notice, or a refusal with every problem of it. */
export function noticeOf(body: NoticeBody, language: Language): CalendarNotice {
  const { notice, problems } = readBody(body);
  if (notice !== null) return notice;
  const out = problems.find(({ code }) => code === 'not-published');
  const errors = problems.map((problem) => ({ pointer: problem.pointer, message: problem[language] }));
  throw new Refusal(out === undefined ? 'calendar-invalid' : 'calendar-not-published', out, { errors });
}
