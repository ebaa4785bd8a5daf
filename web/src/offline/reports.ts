import { newKey } from '../api/new-key';
import { noteChange } from './changes';
import { database } from './database';
import { bestNow } from './device-clock';
import type { Picture, Report, ReportForm, TakenCase } from './model';

/** How long a report that was recorded can still be looked at here. */
const KEEP_SENT_MS = 24 * 3_600_000;

/** A report nobody has begun to write yet; kept from its first change on. */
export function newReport(personId: string, of: TakenCase, form: ReportForm): Report {
  return {
    ...{ id: newKey(), personId, caseId: of.caseId, number: of.number, title: of.title },
    ...{ state: 'draft', form, photos: [], signature: null, photoKind: of.photoKind },
    ...{ changedAt: new Date().toISOString(), finishedAt: null, tried: false, sentAt: null, refused: null },
  };
}

/** All reports of one person on this device, the newest first. Nobody is shown those of somebody else. */
export async function reportsOf(personId: string): Promise<Report[]> {
  const db = await database();
  const found = await db.getAllFromIndex('reports', 'person', personId);
  return found.sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
}

/** How many reports of other people wait on this device. */
export async function countOfOthers(personId: string): Promise<number> {
  const db = await database();
  return (await db.getAll('reports')).filter((one) => one.personId !== personId && one.state !== 'sent')
    .length;
}

/** The report on a case that this person has not finished sending. */
export async function openReport(personId: string, caseId: string): Promise<Report | null> {
  const found = await reportsOf(personId);
  return found.find((report) => report.caseId === caseId && report.state !== 'sent') ?? null;
}

export async function readReport(id: string): Promise<Report | null> {
  return (await (await database()).get('reports', id)) ?? null;
}

/** Keeps what was written. A report that is on its way meanwhile is not written over. */
export async function keepReport(report: Report): Promise<void> {
  const db = await database();
  const tx = db.transaction('reports', 'readwrite');
  const before = await tx.store.get(report.id);
  if (before === undefined || before.state === 'draft' || before.state === 'refused') {
    await tx.store.put({ ...report, changedAt: new Date().toISOString() });
  }
  await tx.done;
  noteChange();
}

/** What sending found out, written beside whatever else stands there by now. */
export async function changeReport(id: string, change: (report: Report) => Report): Promise<Report | null> {
  const db = await database();
  const tx = db.transaction('reports', 'readwrite');
  const before = await tx.store.get(id);
  const after = before === undefined ? null : change(before);
  if (after !== null) await tx.store.put(after);
  await tx.done;
  noteChange();
  return after;
}

/** Finished: it goes as soon as there is a network. */
export function finishReport(id: string): Promise<Report | null> {
  return changeReport(id, (report) => ({
    ...report,
    ...{ state: 'waiting', refused: null, finishedAt: new Date().toISOString() },
  }));
}

/** Back to writing. Once its command has left, it may have been recorded: then nothing can be changed any more. */
export function takeBack(id: string): Promise<Report | null> {
  return changeReport(id, (report) =>
    report.state === 'waiting' && !report.tried ? { ...report, state: 'draft' } : report,
  );
}

/** Throws a report away, with its pictures. */
export async function removeReport(id: string): Promise<void> {
  const db = await database();
  const tx = db.transaction(['reports', 'bytes'], 'readwrite');
  const keys = await tx.objectStore('bytes').index('report').getAllKeys(id);
  await Promise.all([
    tx.objectStore('reports').delete(id),
    ...keys.map((key) => tx.objectStore('bytes').delete(key)),
    tx.done,
  ]);
  noteChange();
}

/** Reports that were recorded more than a day ago leave the device. */
export async function removeOldReports(personId: string): Promise<void> {
  const limit = Date.parse(bestNow()) - KEEP_SENT_MS;
  const old = (await reportsOf(personId)).filter(
    ({ state, sentAt }) => state === 'sent' && sentAt !== null && Date.parse(sentAt) < limit,
  );
  for (const { id } of old) await removeReport(id);
}

const keyOf = (reportId: string, picture: Pick<Picture, 'name'>) => `${reportId}/${picture.name}`;

export async function keepBytes(reportId: string, picture: Picture, bytes: ArrayBuffer): Promise<void> {
  const db = await database();
  await db.put('bytes', { key: keyOf(reportId, picture), reportId, bytes });
}

/** The picture itself; null when the browser has thrown it away. */
export async function readBytes(reportId: string, picture: Picture): Promise<ArrayBuffer | null> {
  const found = await (await database()).get('bytes', keyOf(reportId, picture));
  return found?.bytes ?? null;
}

/** Of a report that was recorded: its pictures are at the server now, and the room is needed for others. */
export async function dropAllBytes(reportId: string): Promise<void> {
  const db = await database();
  const keys = await db.getAllKeysFromIndex('bytes', 'report', reportId);
  await Promise.all(keys.map((key) => db.delete('bytes', key)));
}

export async function dropBytes(reportId: string, picture: Picture): Promise<void> {
  await (await database()).delete('bytes', keyOf(reportId, picture));
}
