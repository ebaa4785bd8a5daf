import type { Request } from 'express';
import { z } from 'zod';
import type { Words } from '../../../domain/errors';
import { DEFINITIONS } from '../../../domain/figures/definitions';
import { onTimeReport, type OnTimeReport, type OnTimeRow } from '../../../domain/figures/on-time';
import { readCells } from '../../figures/cells';
import { readNames } from '../../figures/names';
import { onTimeQuery, placesOf, spanOf } from '../../figures/question';
import { asCsv, asWorkbook, type Exported } from '../../figures/tables';
import { languageOf } from '../../problem';
import { defineRoute, Raw } from '../../route';
import { onTimeSchema } from './figures-schema';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const query = z.strictObject({
  ...onTimeQuery,
  by: z.enum(['organisation', 'stage']).default('organisation'),
  reach: z.enum(['own', 'tree']).default('own').meta({
    description: 'Each organisation by itself, or with everything below it; totals count each clock once',
  }),
});

/** A link to clocks, with what narrows it; what is undefined is left out. */
function link(about: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(about).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `/api/v1/figures/on-time/clocks?${given.join('&')}`;
}

interface Names {
  programme: (code: string) => Words;
  stage: (code: string, stage: string) => Words;
}

function showRow(
  row: OnTimeRow,
  names: Names,
  asked: { programme?: string; reach: 'own' | 'tree'; by: string },
) {
  const { place, month, programme, stage, figures, rank, of, reason } = row;
  const byStage = asked.by === 'stage';
  // One line in a thousand of them: written out, because spreading many small objects costs more than all the counting.
  return {
    organisation: { id: place.id, name: place.name, level: place.level },
    month,
    programme: programme === null ? null : { code: programme, name: names.programme(programme) },
    stage: programme === null || stage === null ? null : { id: stage, name: names.stage(programme, stage) },
    ...figures,
    rank,
    rankedOf: of,
    reason,
    clocks: link({
      from: month,
      until: month,
      organisationId: place.id,
      reach: asked.reach,
      programme: programme ?? asked.programme,
      stage: byStage ? (stage ?? undefined) : undefined,
      wholeCase: byStage && stage === null ? 'true' : undefined,
    }),
  };
}

/** The file that was asked for by Accept; null = JSON. */
async function fileOf(request: Request, exported: Exported, name: string): Promise<Raw | null> {
  const media = request.accepts(['application/json', CSV, XLSX]);
  if (media !== CSV && media !== XLSX) return null;
  const [type, extension] = media === CSV ? [`${CSV}; charset=utf-8`, 'csv'] : [XLSX, 'xlsx'];
  const content = media === CSV ? asCsv(exported) : await asWorkbook(exported);
  return new Raw((response) => {
    response.setHeader('Content-Disposition', `attachment; filename="${name}.${extension}"`);
    response.setHeader('Content-Type', type);
    response.end(content);
  });
}

function shownTotals(report: OnTimeReport, about: Readonly<Record<string, string | undefined>>) {
  return {
    months: report.months.map(({ month, figures }) => ({
      ...{ month, ...figures, clocks: link({ ...about, from: month, until: month }) },
    })),
    total: { ...report.total, clocks: link(about) },
  };
}

export const showOnTime = defineRoute({
  operation: 'showOnTime',
  method: 'get',
  path: '/api/v1/figures/on-time',
  tag: 'work',
  summary: 'On-time figures by organisation and month, each with what it means and the clocks behind it',
  description:
    'Organisations that your posts cover. A clock belongs to the month in which it stopped (Asia/Shanghai) and to the organisation that owned it. `Accept: text/csv` or the type of .xlsx answers the lines as a file.',
  query,
  answer: { status: 200, description: 'The figures', body: onTimeSchema, also: [CSV, XLSX] },
  refuses: ['not-found'],
  handle: async ({ deps, scope, query: asked, now, request, setHeader }) => {
    const { from, until } = spanOf(asked, now);
    const { by, reach, programme, organisationId } = asked;
    const places = await placesOf(deps, scope, organisationId);
    const [cells, names] = await Promise.all([
      readCells(deps.prisma, { organisationIds: [...places.keys()], from, until, programme, now }),
      readNames(deps.prisma),
    ]);
    const { fewCases } = deps.config;
    const report = onTimeReport(cells, places, { by, reach, fewCases });
    setHeader('Vary', 'Accept, Accept-Language');
    const exported = { report, by, cutOff: now, stageName: names.stage, lang: languageOf(request) };
    const file = await fileOf(request, exported, `on-time-${from}-${until}`);
    if (file !== null) return file;
    return {
      ...{ cutOff: now, from, until, by, reach, fewCases },
      definitions: DEFINITIONS.map(({ list, ...rest }) => ({
        ...{ ...rest, clocks: list === null ? null : `figure=${list}` },
      })),
      rows: report.rows.map((row) =>
        showRow(row, names, { by, reach, ...(programme !== undefined && { programme }) }),
      ),
      ...shownTotals(report, { from, until, organisationId, programme, reach: 'tree' }),
    };
  },
});
