import { z } from 'zod';
import { civilDateOf, compareInstants, type Instant } from '../../../domain/calendar/instant';
import { commandForm } from '../../../domain/case/command-forms';
import { allowedCommands } from '../../../domain/case/guard';
import { whoseTurn } from '../../../domain/case/duties';
import { pathOf, stageOf } from '../../../domain/case/path';
import type { CommandType } from '../../../domain/case/commands';
import type { CaseState } from '../../../domain/case/state';
import { STATUS_NAMES } from '../../../domain/case/status';
import { nextWake } from '../../../domain/case/time';
import { limitFor } from '../../../domain/programme/path';
import type { Programme } from '../../../domain/programme/schema';
import { formatPostRef } from '../../../domain/roles';
import { caseDue } from '../../../ledger/write';
import { caseWorkflowId } from '../../../workflows/messages';
import { namesOf } from '../../lines/case-names';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { showAttachable } from './attachable';
import { caseSchema } from './case-schema';
import { showCaseWords } from './case-words';
import { showLinked } from './linked';
import { showOverlay } from './overlay';
import { inBoth, showCaseSign, showClock, showOrders, type CalendarFor } from './show-clock';
import { visibleCase } from './visible-case';

/** Commands that other routes send: an upload, the opening of a message, a spot check. */
const SENT_BY_ROUTES: readonly CommandType[] = ['attach', 'join', 'read-message', 'order-visit'];

/** The colleague who has taken over the stage the case is in now. */
function showHandler({ handler, stageId }: CaseState) {
  if (handler === null || handler.stageId !== stageId) return null;
  return { personId: handler.personId, label: handler.label };
}

/** Whose turn it is; not always the owner of the stage: papers are completed and works mended by others. */
function showTurn(state: CaseState, programme: Programme) {
  const stage = stageOf(state, programme);
  return stage && formatPostRef(whoseTurn(state, stage, programme));
}

/** The stages the case passes, as a line with done, now and later. */
function showPath(state: CaseState, programme: Programme) {
  const path = pathOf(state, programme);
  const here = path.findIndex((stage) => stage.id === state.stageId);
  const done = state.endedAt !== null && state.outcome?.status === 'CLOSED';
  return path.map((stage, i) => {
    const limit = limitFor(stage, state.track);
    const at = i === here ? 'now' : done || (here >= 0 && i < here) ? 'done' : 'later';
    const { id: stageId, name, kind } = stage;
    return {
      id: stageId,
      name,
      kind,
      owner: formatPostRef(stage.owner),
      limit: limit ? inBoth(limit) : null,
      at,
    } as const;
  });
}

function showState(state: CaseState, calendarFor: CalendarFor, now: Instant) {
  const due = caseDue(state);
  const { number, title, kind, organisationId, status, stageId, grade, seq, openedAt, endedAt } = state;
  const { track, urgent, category, itemType, place, money, suggestions, decisions, evidence } = state;
  const { notice, outcome } = state;
  return {
    ...{ id: state.id, number, title, kind, organisationId, status, stageId, grade, seq, openedAt, endedAt },
    ...{
      programmeCode: state.programme.code,
      programmeVersion: state.programme.version,
      organisationPath: state.orgPath,
    },
    ...{
      dueAt: due.at,
      provisional: due.provisional,
      overdue: due.at !== null && compareInstants(now, due.at) >= 0,
    },
    ...{
      statusName: STATUS_NAMES[status],
      track,
      urgent,
      category,
      place,
      itemType,
      money,
      suggestions,
      evidence,
    },
    decisions: decisions.map((decision) => ({ ...decision })),
    handler: showHandler(state),
    clocks: state.clocks.map((clock) => showClock(clock, calendarFor, now)),
    calls: state.calls.map((call) => {
      const [to, earlier] = [call.to.map(formatPostRef), call.earlier.map(formatPostRef)];
      return { ...call, to, earlier };
    }),
    orders: showOrders(state, calendarFor, now),
    sign: showCaseSign(state, calendarFor, now),
    notice: notice && { openedAt: notice.openedAt, endedAt: notice.endedAt, objections: notice.objections },
    outcome: outcome && {
      reasonCode: outcome.reasonCode,
      publicText: outcome.publicText,
      success: outcome.success,
    },
    engine: { workflowId: caseWorkflowId(state.id), wakeAt: nextWake(state) },
  };
}

export const showCase = defineRoute({
  operation: 'showCase',
  method: 'get',
  path: '/api/v1/cases/{caseId}',
  tag: 'cases',
  summary: 'One case: where it stands, its clocks, and what you may do next',
  params: z.strictObject({ caseId: id }),
  answer: { status: 200, description: 'The case', body: caseSchema },
  refuses: ['not-found'],
  handle: async ({ deps, actor, params, now, request, setHeader }) => {
    const found = await visibleCase(deps, actor, params.caseId);
    const { state, programmeVersionId, proposers } = found;
    const { reference } = deps.ledger;
    const [programme, tree, places] = await Promise.all([
      reference.programme(programmeVersionId),
      reference.organisations(),
      reference.places(civilDateOf(now)),
    ]);
    const place = places(state.organisationId);
    const calendarFor: CalendarFor = (owner) => place.calendarFor(owner);
    const { organisationId, stageId, grade } = state;
    const allowed = allowedCommands(state, actor, programme, proposers);
    const [wording, linked, overlay] = await Promise.all([
      showCaseWords(deps, state, programme, tree, now),
      showLinked(deps, actor, found, programme),
      showOverlay(deps, state, programme),
    ]);
    setHeader('ETag', `"${state.seq}"`);
    return {
      ...showState(state, calendarFor, now),
      ...namesOf({ organisation_id: organisationId, stage_id: stageId, grade }, programme, tree),
      ...wording,
      ...linked,
      ...overlay,
      path: showPath(state, programme),
      turn: showTurn(state, programme),
      attachable: allowed.includes('attach') ? showAttachable(programme, deps.files.maxBytes) : null,
      allowed: allowed
        .filter((type) => !SENT_BY_ROUTES.includes(type))
        .map((type) => commandForm(type, state, programme, languageOf(request))),
    };
  },
});
