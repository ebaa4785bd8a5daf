import { compareDates } from '../../calendar/civil-date';
import { civilDateOf } from '../../calendar/instant';
import { startClock, stopClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { ClockChange } from '../events';
import { openVisits, raise, withClock, type Raised } from '../findings';
import { awaited, nextInspection, type AwaitedVisit } from '../inspections';
import { headOf } from '../place';
import { refuse } from '../refuse';
import type { CaseState, Clock, FindingSource, Visit } from '../state';
import { isTerminal } from '../status';
import { requireFiles } from './findings';
import { hadAHand } from './work';

type Report = CommandData<'record-inspection'>;

/** Works are inspected from the day on which they are recorded as begun; what has none, from when it was opened. */
function checkSince({ worksBeganOn, openedAt }: CaseState, { visitedOn }: Report): void {
  if (worksBeganOn !== null && compareDates(visitedOn, worksBeganOn) < 0)
    throw refuse(
      'date-out-of-order',
      `检查日期不能早于开工日期（${worksBeganOn}）。请核对日期后重新提交。`,
      `The visit cannot be before the works began (${worksBeganOn}). Check the date and send it again.`,
      'visitedOn',
    );
  const openedOn = civilDateOf(openedAt);
  if (compareDates(visitedOn, openedOn) < 0)
    throw refuse(
      'date-out-of-order',
      `检查日期不能早于事项登记日期（${openedOn}）。`,
      `The visit cannot be before the case was opened (${openedOn}).`,
      'visitedOn',
    );
}

function checkReport(state: CaseState, data: Report, context: DecideContext): void {
  if (hadAHand(state, context))
    throw refuse(
      'same-person',
      '实施人不得检查自己的项目。',
      'Whoever carried the works out does not inspect them.',
    );
  const today = civilDateOf(context.now);
  if (compareDates(data.visitedOn, today) > 0)
    throw refuse(
      'date-out-of-order',
      `检查日期不能晚于今天（${today}）。如果手机时间不准，请改正日期后重新提交。`,
      `The visit cannot be later than today (${today}). If the phone's clock is wrong, correct the date and send it again.`,
      'visitedOn',
    );
  checkSince(state, data);
  if (data.result === 'failed' && data.findings.length === 0)
    throw refuse(
      'value-required',
      '不合格的检查须至少登记一个问题。',
      'An inspection that failed needs at least one finding.',
      'findings',
    );
  const bad = data.items.some(({ answer }) => answer === 'no');
  if (data.result === 'passed' && (bad || data.findings.length > 0))
    throw refuse(
      'unknown-value',
      '有不符合项或问题时，结果应为“有意见”或“不合格”。',
      'With an item answered "no" or a finding the result is "remarks" or "failed".',
      'result',
    );
  requireFiles(
    state,
    data.photos.map(({ fileId }) => fileId),
    'photos',
  );
  requireFiles(state, data.signatureFileId === undefined ? [] : [data.signatureFileId], 'signatureFileId');
}

/**
 * What this report makes up for: everything that was awaited by the day of the visit, of spot checks only what was ordered
 * from this very person. Somebody whom checks have sent, and who was there only before, has done nothing for them.
 */
function madeUpFor(
  state: CaseState,
  { visitedOn }: Report,
  { actor, programme }: DecideContext,
): AwaitedVisit[] {
  const mine = awaited(state, programme).filter(
    ({ visit }) => visit === null || visit.inspectorId === actor.personId,
  );
  const met = mine.filter(({ from }) => compareDates(from, visitedOn) <= 0);
  const orders = mine.filter(({ visit }) => visit !== null).map(({ from }) => from);
  const first = orders.sort(compareDates)[0];
  if (met.length === 0 && first !== undefined)
    throw refuse(
      'date-out-of-order',
      `抽查走访于 ${first} 安排，检查日期不能更早。请核对日期后重新提交。`,
      `The spot check has ordered the visit on ${first}: it cannot have been made before. Check the date and send it again.`,
      'visitedOn',
    );
  return met;
}

/** The next regular inspection, once the last one that was due has been made. */
function goingOn(state: CaseState, met: readonly Clock[], context: DecideContext): ClockChange[] {
  const regular = met.filter(({ kind }) => kind === 'inspection');
  const stays = state.clocks.some(
    (clock) => clock.kind === 'inspection' && clock.status !== 'STOPPED' && !met.includes(clock),
  );
  const last = regular.at(-1);
  return last === undefined || stays ? [] : nextInspection(state, last, context.now, context);
}

function again(state: CaseState, data: Report, context: DecideContext): ClockChange[] {
  const { inspection } = context.programme.supervision;
  const limit = inspection?.['reinspect-within'];
  if (data.result !== 'failed' || inspection === undefined || limit === undefined) return [];
  if (isTerminal(state.status)) return [];
  const name = { zh: '复查', en: 'Inspection after a failure' };
  const plan = { kind: 'reinspection', stageId: null, name, owner: inspection.owner, limit } as const;
  return [startClock(state, plan, context.now, context)];
}

/**
 * ZJ15: one visit makes up for every inspection that was due by its day, each with its own verdict, and for every visit
 * that spot checks have ordered from this person; the next inspection is that of the period after. A visit that nobody had
 * to make is kept as one outside the plan and ends nothing (docs/decisions/0021). What was found is put right by itself.
 */
export function recordInspection(state: CaseState, data: Report, context: DecideContext): Decided {
  checkReport(state, data, context);
  const met = madeUpFor(state, data, context);
  const ended = met.map(({ clock }) => clock);
  const visits = met.flatMap(({ visit }) => (visit === null ? [] : [visit]));
  const [first = 'inspection', ...others] = visits.map(({ purpose }): FindingSource => purpose);
  const checkIds = visits.map(({ checkId }) => checkId);
  const fileIds = data.photos.map(({ fileId }) => fileId);
  const faults = data.findings.map((fault): Raised => ({
    ...fault,
    ...{ sources: [first, ...others], checkIds, responsible: 'implementer', fileIds },
  }));
  const next = [...goingOn(state, ended, context), ...again(state, data, context)];
  const after = next.reduce(withClock, state);
  const { findings, clocks } =
    faults.length === 0 ? { findings: [], clocks: [] } : raise(after, faults, context.now, context);
  return {
    type: 'InspectionRecorded',
    facts: {
      inspectionId: `inspection-${state.inspections.length + 1}`,
      clockIds: ended.map(({ id }) => id),
      ...{ checkIds, findings },
      ...reported(data),
    },
    moves: { clocks: [...ended.map((clock) => stopClock(clock, context.now, context)), ...next, ...clocks] },
  };
}

/** What the inspector wrote, with nothing left out that a list of the ledger expects. */
function reported(data: Report) {
  const { visitedOn, result, opinion, signedBy } = data;
  return {
    ...{ visitedOn, result, opinion, signedBy },
    recordedAt: data.recordedAt ?? null,
    items: data.items.map(({ id, answer, note }) => ({ id, answer, note: note ?? null })),
    percentDone: data.percentDone ?? null,
    percentPlanned: data.percentPlanned ?? null,
    signatureFileId: data.signatureFileId ?? null,
    photos: data.photos.map(({ fileId, takenAt, place }) => ({
      ...{ fileId, takenAt: takenAt ?? null, place: place ?? null },
    })),
  };
}

/** How soon somebody goes where the programme does not say; default: not stated in any document. */
const VISIT_WITHIN = { amount: 15, unit: 'workday' } as const;

/** A spot check has drawn this case: the inspector that its rule names goes there (ZJ18, ZJ19). */
export function orderVisit(
  state: CaseState,
  data: CommandData<'order-visit'>,
  context: DecideContext,
): Decided {
  const open = openVisits(state).find(({ visit }) => visit.checkId === data.checkId)?.visit;
  const { checkId, purpose, inspectorId } = data;
  // Somebody else goes instead, within the limit that runs.
  if (open !== undefined && open.inspectorId !== inspectorId)
    return { type: 'VisitOrdered', facts: { ...open, inspectorId }, moves: {} };
  if (open !== undefined)
    throw refuse(
      'unknown-value',
      '这次抽查已安排走访本事项。',
      'This spot check has ordered a visit to the case already.',
      'checkId',
    );
  const check = context.programme.supervision[data.purpose];
  const name =
    data.purpose === 'look-back'
      ? { zh: '回头看走访', en: 'Look-back visit' }
      : { zh: '抽查走访', en: 'Spot check visit' };
  const owner = check?.owner ?? context.programme.supervision.inspection?.owner ?? headOf('CITY');
  const limit =
    data.workdays === undefined
      ? (check?.['visit-within'] ?? VISIT_WITHIN)
      : ({ amount: data.workdays, unit: 'workday' } as const);
  const plan = { kind: 'visit', stageId: null, name, owner, limit } as const;
  const started = startClock(state, plan, context.now, context);
  const clockId = started.op === 'start' ? started.clock.id : '';
  const visit: Visit = { clockId, checkId, purpose, inspectorId };
  return { type: 'VisitOrdered', facts: visit, moves: { clocks: [started] } };
}

/** The check does without this case: whoever was sent need not go there. */
export function withdrawVisit(
  state: CaseState,
  data: CommandData<'withdraw-visit'>,
  context: DecideContext,
): Decided {
  const open = openVisits(state).find(({ visit }) => visit.checkId === data.checkId);
  if (open === undefined)
    throw refuse(
      'unknown-value',
      '这次抽查没有安排走访本事项，或走访已完成。',
      'This spot check has no visit to the case that is still to be made.',
      'checkId',
    );
  const { clock } = open;
  return {
    type: 'VisitWithdrawn',
    facts: { clockId: clock.id, ...data },
    moves: { clocks: [stopClock(clock, context.now, context)] },
  };
}
