import type { ApiClient } from './api-client';

/** What people read on paper: `2026-000123`. */
const NUMBER = /^\d{4}-\d{6,9}$/;

/** The id of a case given by its id or by its number. */
export async function findCase(api: ApiClient, asked: string): Promise<string> {
  if (!NUMBER.test(asked)) return asked;
  const { items } = await api.get<{ items: { id: string; number: string }[] }>(
    `/api/v1/cases?text=${encodeURIComponent(asked)}`,
  );
  const found = items.find(({ number }) => number === asked);
  if (found === undefined) throw new Error(`There is no case ${asked}, or you may not see it.`);
  return found.id;
}
