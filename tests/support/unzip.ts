import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** The text of every file in an archive, by name. */
export async function unzip(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  return files;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" },
};

/** What a piece of a Word document says, without its markup. */
export const wordText = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity))
    .join('');

/** Everything between two tags of this name, one after the other. */
export const piecesOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>(.*?)</${tag}>`, 'gs'))].map(([, piece = '']) => piece);

/** The cells of every table of a Word document, titles first. */
export const wordTables = (xml: string): string[][][] =>
  piecesOf(xml, 'w:tbl').map((table) =>
    piecesOf(table, 'w:tr').map((row) => piecesOf(row, 'w:tc').map(wordText)),
  );
