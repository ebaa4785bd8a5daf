import type { Instant } from '../calendar/instant';
import type { DrawnStratum } from '../draw/draw';
import type { FactsOf, SpotCheckEvent } from './events';
import type { Round, SpotCheck, Witness } from './state';

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
      return { replacements, drawn: check.drawn && replaced(check.drawn, event.facts) };
    }
    case 'Cancelled':
      return { ended: { how: 'CANCELLED', ...event.facts } };
    case 'Closed':
      return { ended: { how: 'CLOSED', cause: 'person', reason: event.facts.reason } };
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
