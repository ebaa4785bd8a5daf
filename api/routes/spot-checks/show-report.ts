import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { noSuchCheck } from '../../spot-check/no-such-check';
import { reportSchema, showReport } from './report-schema';

export const showSpotCheckReport = defineRoute({
  operation: 'showSpotCheckReport',
  method: 'get',
  path: '/api/v1/spot-checks/{checkId}/report',
  tag: 'supervision',
  summary:
    'What a spot check has seen and found, and how soon it was put right: its closing report once it is closed',
  params: z.strictObject({ checkId: id }),
  answer: { status: 200, description: 'The report', body: reportSchema },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, params: { checkId }, now }) => {
    const report = await ledger.spotChecks.report(checkId, now);
    if (report === null) throw noSuchCheck();
    return showReport(report);
  },
});
