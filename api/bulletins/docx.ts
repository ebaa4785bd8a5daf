import type { Lang } from '../../domain/calendar/limit';
import type { Edition } from '../../ledger/bulletin/rows';

/** A bulletin as an official document (公文, GB/T 9704-2012). The library is loaded when the first one is asked for. */
export async function bulletinDocx(edition: Edition, lang: Lang): Promise<Buffer> {
  const { documentOf } = await import('./document');
  return documentOf(edition, lang);
}
