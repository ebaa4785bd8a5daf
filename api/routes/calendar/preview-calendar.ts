import { z } from 'zod';
import { REFUSALS } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { words } from '../../schema';
import {
  changedYear,
  noticeBody,
  problemSchema,
  readBody,
  showChangedYear,
  showProblem,
  yearStatus,
} from './calendar-schema';
import { movesSchema, showMoves } from './moves-schema';

const previewSchema = z
  .strictObject({
    year: z.number().int().nullable(),
    status: yearStatus.nullable(),
    source: z.string().nullable(),
    papers: z.array(z.string()),
    problems: z.array(problemSchema).meta({ description: 'What would stop an import; all of it at once' }),
    warnings: z.array(problemSchema).meta({ description: 'What is allowed and unusual' }),
    refusal: z
      .strictObject({ code: z.string(), message: words })
      .nullable()
      .meta({ description: 'Why the import would be refused although the notice is right' }),
    changed: z.array(changedYear),
    moves: movesSchema.nullable(),
  })
  .meta({ id: 'CalendarPreview' });

const NOTHING = {
  year: null,
  status: null,
  source: null,
  papers: [],
  refusal: null,
  changed: [],
  moves: null,
};

export const previewCalendar = defineRoute({
  operation: 'previewCalendar',
  method: 'post',
  path: '/api/v1/calendar/preview',
  tag: 'rules',
  summary: 'What a holiday notice would change: which days, and which open dates from when to when',
  description: 'Writes nothing. A notice with problems is answered too, with every one of them.',
  body: noticeBody,
  answer: { status: 200, description: 'What importing it would do', body: previewSchema },
  handle: async ({ deps: { ledger }, body, scope, now }) => {
    const { notice, problems, warnings } = readBody(body);
    const told = { problems: problems.map(showProblem), warnings: warnings.map(showProblem) };
    if (notice === null) return { ...NOTHING, ...told };
    const { year, status, source, papers } = notice;
    const preview = await ledger.calendar.preview({
      ...{ notice, now, restore: body.restore },
      maySee: (orgPath) => scope.covers(orgPath),
    });
    const { refusal, changed, moves } = preview;
    return {
      ...{ year, status, source, papers: [...papers], ...told },
      refusal: refusal && { code: refusal.code, message: refusal.detail ?? { ...REFUSALS[refusal.code] } },
      changed: changed.map(showChangedYear),
      moves: showMoves(moves),
    };
  },
});
