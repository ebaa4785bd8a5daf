import { randomUUID } from 'node:crypto';
import type { Bureau } from './bureau';

/** A new project of the demo community, opened by one of its staff. */
export async function openCase(bureau: Bureau, signInName: string, title: string): Promise<string> {
  const { context } = await bureau.visitAs(signInName);
  const answer = await context.request.post('/api/v1/cases', {
    headers: { 'X-Banjie-Request': '1', 'Idempotency-Key': randomUUID() },
    data: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title, organisationId: 'daxin' },
  });
  if (!answer.ok()) throw new Error(`Could not open a case: ${await answer.text()}`);
  const { caseId } = (await answer.json()) as { caseId: string };
  await context.close();
  return caseId;
}
