import { z } from 'zod';
import { attachment } from '../../bulletins/attachment';
import { bulletinXlsx } from '../../bulletins/xlsx';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import { id } from '../../schema';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const showBulletinWorkbook = defineRoute({
  operation: 'showBulletinWorkbook',
  method: 'get',
  path: '/api/v1/bulletins/{bulletinId}/workbook',
  tag: 'supervision',
  summary: 'A bulletin as a workbook (xlsx), with the cases behind the month',
  description:
    'The cases are listed as they are on record when it is asked for; the figures are those of the bulletin.',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 200, description: 'The file', media: XLSX },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, scope, request, params: { bulletinId } }) => {
    const edition = scope.require(await ledger.bulletins.load(bulletinId));
    const detail = await ledger.bulletins.detail(edition);
    return attachment(edition, XLSX, 'xlsx', await bulletinXlsx(edition, detail, languageOf(request)));
  },
});
