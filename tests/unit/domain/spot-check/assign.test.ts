import {
  assignedFacts,
  assignInspectors,
  inspectorRank,
  barOf,
  NAMING_FAULTS,
  namingFault,
  type Candidate,
  type DrawnCase,
} from '../../../../domain/spot-check/assign';
import { decideCheck } from '../../../../domain/spot-check/decide';
import { Check, definition, START } from '../../../support/spot-check';

const open = (n: number, barred: string[] = []) =>
  Array.from({ length: n }, (_, i) => ({ caseNumber: `G${i}`, barred }));
const people = ['a', 'b', 'c'];
const counts = (answer: Map<string, string | null>) =>
  people.map((one) => [...answer.values()].filter((who) => who === one).length);

describe('who goes where', () => {
  it('is even, the same for everybody who repeats it, and another with another seed', () => {
    const first = assignInspectors('seed', { cases: open(40), candidates: people }, { most: null });
    expect(counts(first).sort()).toEqual([13, 13, 14]);
    expect(
      assignInspectors('seed', { cases: open(40), candidates: [...people].reverse() }, { most: null }),
    ).toEqual(first);
    expect(assignInspectors('other', { cases: open(40), candidates: people }, { most: null })).not.toEqual(
      first,
    );
  });

  it('is by rank among those who have been sent least: with one case, the lowest', () => {
    const ranks = people.map((one) => [inspectorRank('seed', 'G0', one), one] as const).sort();
    expect(assignInspectors('seed', { cases: open(1), candidates: people }, { most: null }).get('G0')).toBe(
      ranks[0]![1],
    );
    // HMAC-SHA256, key "seed", message "inspector|G0|a", by another program.
    expect(inspectorRank('seed', 'G0', 'a')).toBe(
      '8f15457a6d3e0b1f94166fa8e89262e71e092f5fa19ed19f625794abd1cffded',
    );
  });

  it('takes the case that has one eligible person before those that have many', () => {
    const cases = [...open(2), { caseNumber: 'only-a', barred: ['b', 'c'] }];
    const answer = assignInspectors('seed', { cases, candidates: people }, { most: 1 });
    expect(answer.get('only-a')).toBe('a');
    expect([answer.get('G0'), answer.get('G1')].sort()).toEqual(['b', 'c']);
  });

  it('sends nobody too often or where they are barred: what is left is named', () => {
    const answer = assignInspectors('seed', { cases: open(5), candidates: people }, { most: 1 });
    expect([...answer.values()].filter((who) => who === null)).toHaveLength(2);
    expect([
      ...assignInspectors('s', { cases: open(2, people), candidates: people }, { most: null }).values(),
    ]).toEqual([null, null]);
  });
});

const candidate = (personId: string, ...posts: [string, string][]): Candidate => ({
  ...{ personId, name: personId },
  posts: posts.map(([organisationId, orgPath]) => ({ organisationId, orgPath, role: 'inspector' })),
});
const works: DrawnCase = {
  ...{ caseNumber: 'G1', orgPath: '/zjg/daxin/one/', townPath: '/zjg/daxin/' },
  ...{ hands: ['builder'], implementers: [{ organisationId: 'firm', level: 'UNIT' }] },
};

it.each<[string, Candidate, string | null]>([
  ['of the city', candidate('p', ['zjg', '/zjg/']), null],
  ['of another town', candidate('p', ['leyu', '/zjg/leyu/']), null],
  ['of its town', candidate('p', ['daxin', '/zjg/daxin/']), 'place'],
  ['of a neighbouring community', candidate('p', ['two', '/zjg/daxin/two/']), 'place'],
  ['of its town by a second post', candidate('p', ['zjg', '/zjg/'], ['daxin', '/zjg/daxin/']), 'place'],
  ['of the firm that built it', candidate('p', ['firm', '/zjg/leyu/x/firm/']), 'implementer'],
  ['who built it', candidate('builder', ['zjg', '/zjg/']), 'hand'],
  ['whom the supervisor has barred', candidate('kin', ['zjg', '/zjg/']), 'barred'],
])('an inspector %s', (_who, who, expected) => {
  expect(barOf(who, works, [{ personId: 'kin', reason: '亲属' }])).toBe(expected);
});

it('lets colleagues of a city post that was at work go: only that person is barred', () => {
  const byCity: DrawnCase = { ...works, implementers: [{ organisationId: 'zjg', level: 'CITY' }] };
  expect(barOf(candidate('p', ['zjg', '/zjg/']), byCity, [])).toBeNull();
});

describe('who can be named instead of the rule', () => {
  const orderedAs = { role: 'leader', level: 'CITY', organisationId: 'zjg', orgPath: '/zjg/' } as const;
  const barred = [{ personId: 'kin', reason: '亲属' }];
  const visits = { purpose: 'look-back', inspectorIds: null, barred, most: 2, orderedAs } as const;
  const sent = (caseNumber: string, personId: string | null) => ({
    ...{ caseNumber, personId, name: personId, reason: null, order: 'ordered' as const },
  });
  const check = {
    ...Check.define({ ...definition, visits }).frozen().state,
    assigned: [sent('G1', 'there'), sent('G2', 'full'), sent('G3', 'full'), sent('G4', null)],
    seed: 'seed',
    drawn: [],
  };
  const city: [string, string] = ['zjg', '/zjg/'];
  const officer = (personId: string, role: Candidate['posts'][number]['role']): Candidate => ({
    ...{ personId, name: personId, posts: [{ organisationId: 'zjg', orgPath: '/zjg/', role }] },
  });
  const cases: [string, Candidate, string | null][] = [
    ['an inspector', candidate('p', city), null],
    ['an officer', officer('p', 'officer'), null],
    ['somebody in finance', officer('p', 'finance'), null],
    ['a reviewer', officer('p', 'reviewer'), 'no-post'],
    ['somebody without a post', candidate('p'), 'no-post'],
    ['an inspector of another city', candidate('p', ['cc', '/cc/']), 'no-post'],
    ['somebody of the town', candidate('p', ['daxin', '/zjg/daxin/']), 'place'],
    ['somebody of the firm', candidate('p', city, ['firm', '/zjg/leyu/x/firm/']), 'implementer'],
    ['whoever built it', candidate('builder', city), 'hand'],
    ['whom the definition bars', candidate('kin', city), 'barred'],
    ['whoever goes there already', candidate('there', city), 'already'],
    ['whoever has as many visits as one person gets', candidate('full', city), 'limit'],
  ];

  it.each(cases)('%s: offered and refused by one rule', (_who, who, expected) => {
    expect(namingFault(check, who, works)).toBe(expected);
    const name = () =>
      decideCheck(
        check,
        { type: 'assign', caseNumber: 'G1', personId: who.personId, reason: '请假' },
        {
          ...{ by: 'supervisor', now: START, inLine: () => [], nonce: null },
          named: { candidate: who, one: works },
        },
      );
    if (expected === null) {
      expect(name().facts).toMatchObject({ personId: who.personId, instead: 'there' });
      return;
    }
    let refused: unknown = null;
    try {
      name();
    } catch (error) {
      refused = error;
    }
    const { code, zh, en } = NAMING_FAULTS[expected as keyof typeof NAMING_FAULTS];
    expect(refused).toMatchObject({ code, detail: { zh, en } });
  });
});

it('counts the visits that people have, when a case takes the place of one that is gone', () => {
  const orderedAs = { role: 'leader', level: 'CITY', organisationId: 'zjg', orgPath: '/zjg/' } as const;
  const visits = { purpose: 'look-back', inspectorIds: null, barred: [], most: 1, orderedAs } as const;
  const state = {
    ...Check.define({ ...definition, visits }).state,
    seed: 'seed',
    assigned: [{ caseNumber: 'G9', personId: 'a', name: 'a', reason: null, order: 'ordered' as const }],
  };
  const two = [candidate('b', ['zjg', '/zjg/']), candidate('a', ['zjg', '/zjg/'])];
  expect(assignedFacts(state, two, [works])).toEqual({
    candidates: [
      { personId: 'a', name: 'a' },
      { personId: 'b', name: 'b' },
    ],
    cases: [{ caseNumber: 'G1', barred: [], personId: 'b' }],
  });
});
