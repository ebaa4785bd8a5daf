import { unattended } from '../api/client';
import type { Command } from '../api/generated/schema';
import { problemIn } from '../api/problem';
import { noteServerTime } from './device-clock';
import type { Picture, Report } from './model';
import { reportData } from './report-data';

/** What was received is not what was sent: something on the way changed it. */
export class ChangedOnTheWayError extends Error {
  override readonly name = 'ChangedOnTheWayError';
}

/** Sends one picture; sent again, it is still attached once, because its key stays the same. */
export async function sendPicture(report: Report, picture: Picture, bytes: ArrayBuffer): Promise<string> {
  const form = new FormData();
  form.set('kind', picture.type === 'image/png' ? 'other' : report.photoKind);
  const ending = picture.type === 'image/png' ? 'png' : 'jpg';
  form.set('file', new File([bytes], `${report.number}-${picture.name}.${ending}`, { type: picture.type }));
  const { data, error, response } = await unattended.POST('/api/v1/cases/{caseId}/files', {
    params: {
      path: { caseId: report.caseId },
      header: { 'Idempotency-Key': `${report.id}-${picture.name}` },
    },
    headers: { 'X-Banjie-Person': report.personId },
    body: form as never,
    bodySerializer: () => form,
  });
  noteServerTime(response);
  if (data === undefined) throw problemIn(error, response);
  if (picture.sha256 !== null && data.sha256 !== picture.sha256)
    throw new ChangedOnTheWayError(`${data.sha256} is not ${picture.sha256}`);
  return data.fileId;
}

/** Sends the report itself, once its pictures are there. Answers the server's time at which it had been recorded, and for what. */
export async function sendCommand(report: Report): Promise<Pick<Report, 'sentAt' | 'madeUpFor'>> {
  const { data, error, response } = await unattended.POST('/api/v1/cases/{caseId}/commands', {
    params: { path: { caseId: report.caseId }, header: { 'Idempotency-Key': report.id } },
    headers: { 'X-Banjie-Person': report.personId },
    body: { type: 'record-inspection', data: reportData(report) } as Command,
  });
  noteServerTime(response);
  if (data === undefined) throw problemIn(error, response);
  const sentAt = new Date(response.headers.get('date') ?? Date.now()).toISOString();
  return { sentAt, ...(data.madeUpFor !== undefined && { madeUpFor: data.madeUpFor }) };
}
