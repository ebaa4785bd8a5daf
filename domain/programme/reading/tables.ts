import type { Programme } from '../schema';
import type { Sources } from '../sources';
import { basicsTable, documentsTable, moneyTable } from './basics';
import { deadlinesTable, ladderTables } from './ladders';
import { stagesTable } from './stages';
import { sayer, type ReadingTable } from './statement';
import { checkListTable, findingsTable, supervisionTable } from './supervision';
import { gradesTable, tracksTable } from './tracks';

/** A programme as tables: every value in words, with where it comes from. Parts that it does not have are left out. */
export function programmeTables(programme: Programme, sources: Sources): ReadingTable[] {
  const say = sayer(sources);
  const tables = [
    basicsTable(programme, say),
    stagesTable(programme, say),
    tracksTable(programme, say),
    gradesTable(programme, say),
    moneyTable(programme, say),
    documentsTable(programme, say),
    deadlinesTable(programme, say),
    ...ladderTables(programme, say),
    supervisionTable(programme, say),
    checkListTable(programme, say),
    findingsTable(programme, say),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}
