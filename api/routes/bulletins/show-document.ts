import { z } from 'zod';
import { identify } from '../../auth/identify';
import { attachment } from '../../bulletins/attachment';
import { bulletinDocx } from '../../bulletins/docx';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { visibleBulletin } from './visible-bulletin';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const showBulletinDocument = defineRoute({
  operation: 'showBulletinDocument',
  method: 'get',
  path: '/api/v1/bulletins/{bulletinId}/document',
  tag: 'supervision',
  summary: 'A bulletin as an official document (公文, docx)',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 200, description: 'The file', media: DOCX },
  refuses: ['not-found'],
  handle: async (ctx) => {
    const { deps, request, params } = ctx;
    const edition = await visibleBulletin(deps, await identify(request, ctx), params.bulletinId);
    return attachment(edition, DOCX, 'docx', await bulletinDocx(edition, languageOf(request)));
  },
});
