import type { Instant } from '../calendar/instant';
import type { DrawnStratum } from '../draw/draw';
import type { FactsOf, SpotCheckEvent } from './events';
import type { Assignment, Ended, Round, SpotCheck, Witness } from './state';

const freshRound = (number: number, witnesses: readonly Witness[], until: Instant): Round => ({
  ...{ number, step: 'committing', witnesses, commitments: {}, phrases: {}, until },
});

function begun({ at, facts: { id, definition } }: Extract<SpotCheckEvent, { type: 'Defined' }>): SpotCheck {
  return {
    ...{ id, seq: 1, definition, definedAt: at, frozen: null, round: null, number: null, seed: null },
    ...{ drawn: null, replacements: [], ended: null },
  };
}

function withPhrase(round: Round, what: 'commitments' | 'phrases', personId: string, value: string): Round {
  return { ...round, [what]: { ...round[what], [personId]: value } };
}

/** The one who takes a vanished project's place comes last in its stratum. */
function replaced(
  strata: readonly DrawnStratum[],
  { gone, by, rank }: FactsOf<'CaseReplaced'>,
): DrawnStratum[] {
  return strata.map((stratum) => {
    if (!stratum.drawn.some(({ id }) => id === gone)) return stratum;
    const left = stratum.drawn.filter(({ id }) => id !== gone);
    return { ...stratum, drawn: by === null || rank === null ? left : [...left, { id: by, rank }] };
  });
}

/** Ordered visits of a check that nobody needs any more. */
function ending(check: SpotCheck, ended: Ended): Partial<SpotCheck> {
  const ordered = (check.assigned ?? []).filter(({ order }) => order === 'ordered');
  if (ended.cause === 'done' || ordered.length === 0) return { ended };
  return { ended, withdraw: [...(check.withdraw ?? []), ...ordered.map(({ caseNumber }) => caseNumber)] };
}

function assignedBy({ candidates, cases }: FactsOf<'InspectorsAssigned'>): Assignment[] {
  const names = new Map(candidates.map(({ personId, name }) => [personId, name]));
  return cases.map(({ caseNumber, personId }) => ({
    ...{ caseNumber, personId, reason: null, order: 'open' },
    name: personId === null ? null : (names.get(personId) ?? null),
  }));
}

const changed = (
  { assigned = [] }: SpotCheck,
  numbers: readonly string[],
  to: Partial<Assignment>,
): readonly Assignment[] =>
  assigned.map((one) => (numbers.includes(one.caseNumber) ? { ...one, ...to } : one));

/** Whoever was to see a project that is gone need not go there. */
function withoutGone(check: SpotCheck, gone: string): Partial<SpotCheck> {
  const { assigned } = check;
  if (assigned === undefined) return {};
  const order = assigned.find(({ caseNumber }) => caseNumber === gone)?.order;
  return {
    assigned: assigned.filter(({ caseNumber }) => caseNumber !== gone),
    ...(order === 'ordered' && { withdraw: [...(check.withdraw ?? []), gone] }),
  };
}

type InVisits = Extract<
  SpotCheckEvent,
  { type: 'InspectorsAssigned' | 'InspectorNamed' | 'VisitsOrdered' | 'VisitsWithdrawn' }
>;

function visits(check: SpotCheck, event: InVisits): Partial<SpotCheck> {
  switch (event.type) {
    case 'InspectorsAssigned':
      return { assigned: [...(check.assigned ?? []), ...assignedBy(event.facts)] };
    case 'InspectorNamed': {
      const { caseNumber, personId, name, reason } = event.facts;
      return { assigned: changed(check, [caseNumber], { personId, name, reason, order: 'open' }) };
    }
    case 'VisitsOrdered': {
      const assigned = changed(check, event.facts.ordered, { order: 'ordered' });
      const refused = event.facts.refused.map(({ caseNumber }) => caseNumber);
      return { assigned: changed({ ...check, assigned }, refused, { order: 'refused' }) };
    }
    case 'VisitsWithdrawn':
      return { withdraw: (check.withdraw ?? []).filter((one) => !event.facts.cases.includes(one)) };
    default:
      return event satisfies never;
  }
}

function change(check: SpotCheck, event: Exclude<SpotCheckEvent, { type: 'Defined' }>): Partial<SpotCheck> {
  const { round, definition } = check;
  switch (event.type) {
    case 'PopulationFrozen': {
      const { until, ...facts } = event.facts;
      const { chance } = definition;
      const first =
        chance.kind === 'phrases' && until !== null ? freshRound(1, chance.witnesses, until) : null;
      return { frozen: { ...facts, at: event.at }, round: first };
    }
    case 'PhraseCommitted':
      return {
        round: round && withPhrase(round, 'commitments', event.facts.personId, event.facts.commitment),
      };
    case 'RevealingBegun':
      return { round: round && { ...round, step: 'revealing', until: event.facts.until } };
    case 'PhraseRevealed':
      return { round: round && withPhrase(round, 'phrases', event.facts.personId, event.facts.phrase) };
    case 'RoundRepeated': {
      if (round === null) return {};
      const { struck, until } = event.facts;
      const left = round.witnesses.filter((one) => !struck.some(({ personId }) => personId === one.personId));
      return { round: freshRound(round.number + 1, left, until) };
    }
    case 'ServerCommitted':
      return { server: { ...event.facts, told: null } };
    case 'PhraseGiven':
      return check.server === undefined ? {} : { server: { ...check.server, told: event.facts } };
    case 'NumberEntered':
      return { number: { value: event.facts.value, enteredBy: event.actorId ?? '' } };
    case 'NumberRejected':
      return { number: null };
    case 'SeedFixed':
      return { seed: event.facts.seed };
    case 'SampleDrawn':
      return { drawn: event.facts.strata };
    case 'CaseReplaced': {
      const { gone, by, reason } = event.facts;
      const replacements = [...check.replacements, { gone, by, reason }];
      const drawn = check.drawn && replaced(check.drawn, event.facts);
      return { replacements, drawn, ...withoutGone(check, gone) };
    }
    case 'Cancelled':
      return ending(check, { how: 'CANCELLED', ...event.facts });
    case 'Closed': {
      const { reason } = event.facts;
      return ending(check, { how: 'CLOSED', cause: reason === null ? 'done' : 'person', reason });
    }
    case 'InspectorsAssigned':
    case 'InspectorNamed':
    case 'VisitsOrdered':
    case 'VisitsWithdrawn':
      return visits(check, event);
    default:
      return event satisfies never;
  }
}

/** What a line makes of a check. The first line is `Defined`; total, so that a record can always be read. */
export function evolveCheck(check: SpotCheck | null, event: SpotCheckEvent): SpotCheck {
  if (event.type === 'Defined') return begun(event);
  if (check === null) throw new Error(`the record of a spot check begins with "${event.type}"`);
  return { ...check, ...change(check, event), seq: check.seq + 1 };
}

/** The check that a whole record comes to. */
export function replayCheck(events: readonly SpotCheckEvent[]): SpotCheck | null {
  return events.reduce<SpotCheck | null>(evolveCheck, null);
}
