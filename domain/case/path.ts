import { stagePath } from '../programme/path';
import type { Grade, Programme, Stage, StageKind, StageOf } from '../programme/schema';
import type { CaseState } from './state';

type Placed = Pick<CaseState, 'kind' | 'track' | 'grade' | 'stageId'>;
type Funded = Pick<CaseState, 'money'>;

/** The stages this case passes under its programme version. */
export function pathOf(state: Pick<CaseState, 'kind' | 'track' | 'grade'>, programme: Programme): Stage[] {
  return stagePath(programme, { kind: state.kind, track: state.track, grade: state.grade });
}

/** The stage the case is in, or null when it is a draft or has ended. */
export function stageOf(state: Placed, programme: Programme): Stage | null {
  return programme.stages.find((stage) => stage.id === state.stageId) ?? null;
}

/** The stage the case is in, which a rule has already shown to be of this kind. */
export function stageOfKind<K extends StageKind>(state: Placed, programme: Programme, kind: K): StageOf<K> {
  const stage = stageOf(state, programme);
  if (stage?.kind !== kind) throw new Error(`case is in ${stage?.kind ?? 'no stage'}, not in ${kind}`);
  return stage as StageOf<K>;
}

/** The stages still to come, in the order of the file; a changed track may have removed the current one. */
export function stagesAhead(state: Placed, programme: Programme): Stage[] {
  const here = programme.stages.findIndex((stage) => stage.id === state.stageId);
  return pathOf(state, programme).filter((stage) => programme.stages.indexOf(stage) > here);
}

/** The first stage before this one that a case was spared by its old track or grade and has to pass by its new one. */
export function sparedStage(before: Placed, after: Placed, programme: Programme): Stage | null {
  const here = programme.stages.findIndex((stage) => stage.id === before.stageId);
  const passed = pathOf(before, programme);
  const spared = pathOf(after, programme).find(
    (stage) => programme.stages.indexOf(stage) < here && !passed.includes(stage),
  );
  return spared ?? null;
}

/** The next stage. With everything approved already disbursed (a plan approved again) there is nothing to fund. */
export function nextStage(state: Placed & Funded, programme: Programme): Stage | null {
  const { approvedFen, disbursedFen } = state.money;
  const funded = approvedFen !== null && disbursedFen >= approvedFen;
  return stagesAhead(state, programme).find((stage) => stage.kind !== 'fund' || !funded) ?? null;
}

/** The works of a case: the stage it is in, or the last one passed, or the first one to come. */
export function implementStage(state: Placed, programme: Programme): Stage | null {
  const works = pathOf(state, programme).filter((stage) => stage.kind === 'implement');
  const here = programme.stages.findIndex((stage) => stage.id === state.stageId);
  return works.findLast((stage) => programme.stages.indexOf(stage) <= here) ?? works[0] ?? null;
}

/** The urgency grade of the case, if its programme has grades. */
export function gradeOf(state: Pick<CaseState, 'grade'>, programme: Programme): Grade | null {
  return programme.grades.find((grade) => grade.id === state.grade) ?? null;
}

/**
 * The track a case takes: the first whose conditions hold. 低于 excludes the number itself (民法典 1259), so
 * exactly 10,000 yuan is not "below 10,000" (ZJ10).
 */
export function trackFor(
  programme: Programme,
  about: { estimateFen: number | null; urgent: boolean },
): string | null {
  const found = Object.entries(programme.tracks).find(([, track]) =>
    track.any.some((condition) =>
      'urgent' in condition
        ? about.urgent
        : about.estimateFen !== null && about.estimateFen < condition['budget-below'] * 100,
    ),
  );
  return found?.[0] ?? null;
}
