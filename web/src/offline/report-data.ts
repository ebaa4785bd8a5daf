import type { Picture, Report } from './model';

const fileIdOf = ({ fileId, name }: Picture): string => {
  if (fileId === null) throw new Error(`The picture ${name} has not been sent`);
  return fileId;
};

const percent = (typed: string): number | undefined => (typed.trim() === '' ? undefined : Number(typed));

/** The data of `record-inspection`, as a finished report gives them. The device's own time goes with it as it is. */
export function reportData(report: Report) {
  const { form, photos, signature } = report;
  const items = Object.entries(form.answers).map(([id, { answer, note }]) => ({
    ...{ id, answer },
    ...(note.trim() !== '' && { note: note.trim() }),
  }));
  const [percentDone, percentPlanned] = [percent(form.percentDone), percent(form.percentPlanned)];
  return {
    visitedOn: form.visitedOn,
    ...(report.finishedAt !== null && { recordedAt: report.finishedAt }),
    ...{ result: form.result, items },
    ...(percentDone !== undefined && { percentDone }),
    ...(percentPlanned !== undefined && { percentPlanned }),
    ...{ opinion: form.opinion.trim(), signedBy: form.signedBy.trim() },
    ...(signature !== null && { signatureFileId: fileIdOf(signature) }),
    photos: photos.map((photo) => ({
      ...{ fileId: fileIdOf(photo), takenAt: photo.takenAt },
      ...(photo.place !== null && { place: photo.place }),
    })),
    findings: form.findings.map(({ kind, text }) => ({ kind, text: text.trim() })),
  };
}
