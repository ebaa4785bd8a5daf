import { postName } from '../programme/render-words';
import type { Words } from '../errors';
import type { EventFacts } from './events';
import { both, brief, day, labelled, named, type LineNames } from './line-names';
import { say, type Say } from './line-said';
import type { InspectionResult } from './state';

type Overlay =
  | 'InspectionRecorded'
  | 'VisitOrdered'
  | 'VisitWithdrawn'
  | 'FindingRaised'
  | 'FindingAnswered'
  | 'FindingVerified'
  | 'OpinionGiven'
  | 'OpinionAnswered';

export const RESULT_NAMES: Readonly<Record<InspectionResult, Words>> = {
  passed: { zh: '合格', en: 'passed' },
  remarks: { zh: '合格，有意见', en: 'passed with remarks' },
  failed: { zh: '不合格', en: 'failed' },
};

/** What a kind of finding is called; the programme's own word for it. */
export function findingName({ programme }: Pick<LineNames, 'programme'>, kind: string): Words {
  return named(programme.supervision.findings, kind) ?? both(kind);
}

/** A visit that ended no clock: nobody may take it for an inspection that was due. */
const OUTSIDE_THE_PLAN: Words = {
  zh: '计划外检查，不计入定期检查',
  en: 'outside the plan: no inspection that was due is done by it',
};

function percentages({
  percentDone: done,
  percentPlanned: planned,
}: EventFacts['InspectionRecorded']): Words | null {
  if (done === null) return null;
  return planned === null
    ? { zh: `进度 ${done}%`, en: `${done}% done` }
    : { zh: `进度 ${done}%，计划 ${planned}%`, en: `${done}% done, ${planned}% planned` };
}

/** Inspections, findings and opinions. */
export const OVERLAY_LINES: { readonly [T in Overlay]: Say<T> } = {
  InspectionRecorded: (f, names) => {
    const result = RESULT_NAMES[f.result];
    const found = f.findings.map(({ kind }) => findingName(names, kind));
    return say(
      `登记检查，结果${result.zh}`,
      `recorded an inspection (${result.en})`,
      day('检查日期', 'visited on', f.visitedOn),
      f.clockIds.length > 0 ? null : OUTSIDE_THE_PLAN,
      percentages(f),
      f.opinion,
      found.length === 0
        ? null
        : {
            zh: `发现问题：${found.map(({ zh }) => zh).join('、')}`,
            en: `found: ${found.map(({ en }) => en).join(', ')}`,
          },
      labelled('签字 ', 'signed by', f.signedBy),
    );
  },
  VisitOrdered: (f, { people }) => {
    const who = people.get(f.inspectorId) ?? f.inspectorId;
    return f.purpose === 'look-back'
      ? say(`安排${who}走访`, `sent ${who} there`, { zh: '回头看抽中', en: 'drawn by the look-back' })
      : say(`安排${who}走访`, `sent ${who} there`, { zh: '抽查抽中', en: 'drawn by a spot check' });
  },
  VisitWithdrawn: (f) => say('撤回抽查走访', 'withdrew the visit', f.reason),
  FindingRaised: (f, names) => {
    const [what, to] = [findingName(names, f.kind), postName(f.responsible)];
    return say(
      `登记问题“${what.zh}”，责令${to.zh}整改`,
      `raised a finding (${what.en}) for the ${to.en} to put right`,
      f.text,
      f.repeatOf === null ? null : { zh: '同类问题重复出现', en: 'the same kind as before' },
    );
  },
  FindingAnswered: (f) => say('报告整改完成', 'reported that it is put right', f.text),
  FindingVerified: (f) =>
    f.passed
      ? say('复核通过，整改完成', 'verified it: put right', f.note)
      : say('复核未通过，重新整改', 'verified it: not put right yet', f.note),
  OpinionGiven: (f) =>
    say(`登记${brief(f.by)}的监督意见`, `recorded a supervision opinion of ${brief(f.by)}`, f.text),
  OpinionAnswered: (f) => say('答复监督意见', 'answered the supervision opinion', f.publicText),
};
