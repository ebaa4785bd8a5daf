import type { StageName } from '../../domain/figures/columns';
import type { Words } from '../../domain/errors';
import type { PrismaClient } from '../../prisma/client';

interface Names {
  /** What a programme is called; its code when it is not known. */
  programme: (code: string) => Words;
  stage: StageName;
}

interface Row {
  code: string;
  name: Words;
  stages: Record<string, Words> | null;
}

/** Names of programmes and of their stages, by the newest version of each. */
export async function readNames(prisma: PrismaClient): Promise<Names> {
  const rows = await prisma.$queryRaw<Row[]>`
    select distinct on (code) code, definition->'name' as name,
           (select json_object_agg(s->>'id', s->'name') from jsonb_array_elements(definition->'stages') s) as stages
      from programme_versions order by code, version desc`;
  const known = new Map(rows.map((row) => [row.code, row]));
  const plain = (text: string): Words => ({ zh: text, en: text });
  return {
    programme: (code) => known.get(code)?.name ?? plain(code),
    stage: (code, id) => known.get(code)?.stages?.[id] ?? plain(id),
  };
}
