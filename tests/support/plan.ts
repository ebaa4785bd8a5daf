import type { Pool } from 'pg';

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How PostgreSQL would answer a question: the tables that it reads whole, and the indexes that it uses. */
export async function planOf(
  pool: Pool,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<{ whole: string[]; indexes: string[] }> {
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`EXPLAIN (FORMAT JSON) ${text}`, [
    ...values,
  ]);
  const nodes = nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
  const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan');
  return {
    whole: scans.map((node) => node['Relation Name'] ?? ''),
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
  };
}
