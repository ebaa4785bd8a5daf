import { z } from 'zod';
import { workbookOf } from '../../figures/workbook';
import { languageOf } from '../../problem';
import { defineRoute, Raw } from '../../route';
import { id } from '../../schema';
import { reportSheets } from '../../spot-check/report-sheets';
import { noSuchCheck } from '../../spot-check/no-such-check';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const exportSpotCheckReport = defineRoute({
  operation: 'exportSpotCheckReport',
  method: 'get',
  path: '/api/v1/spot-checks/{checkId}/report/export',
  tag: 'supervision',
  summary: 'The report of a spot check as a workbook: figures, visits, findings, how the sample was drawn',
  params: z.strictObject({ checkId: id }),
  query: z.strictObject({ format: z.enum(['xlsx']).default('xlsx') }),
  answer: { status: 200, description: 'The file', media: XLSX },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, params: { checkId }, now, request }) => {
    const report = await ledger.spotChecks.report(checkId, now);
    if (report === null) throw noSuchCheck();
    const file = await workbookOf(reportSheets(report, languageOf(request)));
    return new Raw((response) => {
      response.setHeader('Vary', 'Accept-Language');
      response.setHeader('Content-Disposition', `attachment; filename="spot-check-${checkId}.xlsx"`);
      response.type(XLSX).send(file);
    });
  },
});
