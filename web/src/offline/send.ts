import { ProblemError, UnreachableError } from '../api/problem';
import { ChangedOnTheWayError, sendCommand, sendPicture } from './deliver';
import type { Picture, Refused, Report } from './model';
import { changeReport, dropAllBytes, readBytes, readReport } from './reports';
import { forgetAwaited } from './take-along';

/** Why nothing more can be sent just now; the reports stay as they are. */
export type Halt = 'no-network' | 'signed-out' | 'busy';

/** How far the sending of a report has come. */
export interface Progress {
  readonly reportId: string;
  /** The picture that is on its way, counted from 1; null: the report itself. */
  readonly picture: number | null;
  readonly pictures: number;
}

/** A picture was removed from the device by the browser or by hand. */
const LOST: Refused = { code: 'picture-lost', title: '', lines: [] };

/** Problems that say nothing about the report: the same will be taken later. */
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Sends one finished report: first its pictures, then itself. Null: it has its answer, yes or no. */
export async function sendReport(id: string, tell: (progress: Progress) => void): Promise<Halt | null> {
  const report = await readReport(id);
  if (report?.state !== 'waiting') return null;
  try {
    const sent = await sendPictures(report, tell);
    if (sent === null) return null;
    tell({ reportId: id, picture: null, pictures: countOf(sent) });
    // From here on it may have been recorded, whatever becomes of the answer.
    const tried = await changeReport(id, (one) => ({ ...one, tried: true }));
    if (tried?.state !== 'waiting') return null;
    const recorded = await sendCommand(tried);
    await forgetAwaited(tried.caseId);
    await changeReport(id, (one) => ({ ...one, ...recorded, state: 'sent', refused: null }));
    await dropAllBytes(id);
    return null;
  } catch (error) {
    return settle(id, error);
  }
}

const picturesOf = ({ photos, signature }: Report): Picture[] => [
  ...photos,
  ...(signature === null ? [] : [signature]),
];
const countOf = (report: Report): number => picturesOf(report).length;

async function sendPictures(report: Report, tell: (progress: Progress) => void): Promise<Report | null> {
  let now: Report | null = report;
  for (const [at, picture] of picturesOf(report).entries()) {
    if (picture.fileId !== null) continue;
    tell({ reportId: report.id, picture: at + 1, pictures: countOf(report) });
    const bytes = await readBytes(report.id, picture);
    if (bytes === null) {
      await refuse(report.id, LOST);
      return null;
    }
    const fileId = await sendPicture(report, picture, bytes);
    now = await changeReport(report.id, (one) => withFile(one, picture.name, fileId));
    // Somebody threw it away or took it back in another tab.
    if (now?.state !== 'waiting') return null;
  }
  return now;
}

function withFile(report: Report, name: string, fileId: string): Report {
  const known = (picture: Picture): Picture => (picture.name === name ? { ...picture, fileId } : picture);
  const { photos, signature } = report;
  return { ...report, photos: photos.map(known), signature: signature && known(signature) };
}

async function settle(id: string, error: unknown): Promise<Halt | null> {
  if (error instanceof UnreachableError) return 'no-network';
  if (error instanceof ChangedOnTheWayError) return 'busy';
  if (!(error instanceof ProblemError)) throw error;
  const { code, status, title, detail, errors = [] } = error.problem;
  if (code === 'not-signed-in') return 'signed-out';
  if (LATER.has(status) || code === 'changed-meanwhile') return 'busy';
  const lines = [...(detail === undefined ? [] : [detail]), ...errors.map(({ message }) => message)];
  await refuse(id, { code, title, lines: [...new Set(lines)] });
  return null;
}

/** A refusal records nothing: what was written can be put right and sent under the same key. */
async function refuse(id: string, refused: Refused): Promise<void> {
  await changeReport(id, (report) => ({ ...report, state: 'refused', refused, tried: false }));
}
