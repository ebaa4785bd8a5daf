import { localTextOf } from '../../domain/calendar/instant';
import type { Lang } from '../../domain/calendar/limit';
import { BOARD_COLUMNS } from '../../domain/figures/board-columns';
import type { CellValue } from '../../domain/figures/columns';
import type { Deps } from '../ports';
import type { BoardAsked } from './question';
import { readBoardOf } from './read-rows';
import { boardCases } from './row';

/** Cases that are read and sent at a time. */
const PART = 500;

export interface Export {
  readonly deps: Pick<Deps, 'ledger' | 'prisma'>;
  readonly asked: BoardAsked;
  readonly ids: readonly string[];
  readonly lang: Lang;
  readonly size?: number;
}

/** The lines of the file, titles first, a part at a time: what was sent is forgotten before the next is read. */
export async function* boardLines({
  deps,
  asked,
  ids,
  lang,
  size = PART,
}: Export): AsyncGenerator<CellValue[][]> {
  let titles = [[...BOARD_COLUMNS.map(({ title }) => title[lang]), lang === 'zh' ? '截止时刻' : 'cut-off']];
  for (let from = 0; from === 0 || from < ids.length; from += size) {
    const rows = await readBoardOf(deps.prisma, asked, ids.slice(from, from + size));
    const cases = rows.map(await boardCases(deps, rows, asked.now));
    const cutOff = localTextOf(asked.now);
    const lines = cases.map((one) => [...BOARD_COLUMNS.map(({ value }) => value(one, lang)), cutOff]);
    yield [...titles, ...lines];
    titles = [];
  }
}
