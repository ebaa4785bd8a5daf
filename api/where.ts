/** Prisma hands `startsWith` to LIKE as it is, so its wildcards must mean themselves. */
function literal(path: string): string {
  return path.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** An organisation and everything below it. */
export function below(path: string): { startsWith: string } {
  return { startsWith: literal(path) };
}

/** Rows of any of these subtrees; with no subtree, no row. */
export function inAny(paths: readonly string[]): { OR: { orgPath: { startsWith: string } }[] } {
  return { OR: paths.map((path) => ({ orgPath: below(path) })) };
}

/** The pattern of an organisation and everything below it, for LIKE. */
export function startsWith(path: string): string {
  return `${literal(path)}%`;
}

/** The pattern of text that holds these words somewhere; signs that LIKE knows mean themselves. */
export function containing(words: string): string {
  return `%${literal(words)}%`;
}
