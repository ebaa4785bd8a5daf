import { allowedCommands } from '../../../../domain/case/guard';
import { COMMAND_TYPES, type Command, type CommandType } from '../../../../domain/case/commands';
import { movableClocks } from '../../../../domain/case/open-items';
import { STATUSES, TERMINAL_STATUSES } from '../../../../domain/case/status';
import { ROLES } from '../../../../domain/roles';
import { actor, actorWith, codeOf, command, post, sample, type Story } from '../../../support/domain';
import { REACHABLE, STRANGER } from './reachable';

/** Fit every case from its submission to its end. */
const ALWAYS =
  'assign hand-over supervise read-message note attach join raise-finding order-visit give-opinion';
/** Works may be looked at while they go on, whoever asked for it */
const INSPECT = 'record-inspection';
/** What was carried out can be examined after its end as well. */
const EXAMINE = 'raise-finding order-visit give-opinion';

/**
 * What is accepted besides, in each state, when everybody's posts are in one hand; `command=code` is refused for a
 * reason of its own, and everything not named does not fit. Written out, so that a wrong edit of the rules shows here.
 */
const ACCEPTED: Readonly<Record<string, string>> = {
  DRAFT: 'submit withdraw attach',
  SUBMITTED: 'accept return reject transfer split withdraw extend shorten pause-clock',
  // Its limit is one working day: there is nothing to shorten it by.
  'SUBMITTED, may be answered at once':
    'accept return reject transfer answer withdraw extend shorten=unknown-value pause-clock',
  RETURNED: 'resubmit reject withdraw extend shorten',
  'RETURNED by a reviewer after the council': 'resubmit reject extend shorten',
  ACCEPTED: 'reject merge split shortlist withdraw extend shorten=unknown-value pause-clock',
  'ACCEPTED, red, before the council':
    'merge call-meeting withdraw follow-up extend shorten pause-clock regrade',
  CANDIDATE: 'merge split open-voting withdraw extend shorten pause-clock',
  'CANDIDATE, before approval': 'return reject merge approve withdraw extend shorten pause-clock regrade',
  DELIBERATING:
    // The council is not on the fast track: it is finished before the case becomes urgent.
    'call-meeting record-decision adjourn withdraw extend shorten=unknown-value pause-clock regrade=not-in-programme',
  VOTING: 'record-count=same-person extend shorten=unknown-value pause-clock',
  SELECTED: 'submit-for-review extend shorten pause-clock',
  'SELECTED, before the notice': 'open-notice extend shorten=unknown-value pause-clock',
  'SELECTED, before screening': 'reject shortlist extend shorten pause-clock regrade',
  'SELECTED, before handling': 'start extend shorten=unknown-value pause-clock regrade',
  UNDER_REVIEW: 'return reject review extend shorten pause-clock',
  // A limit that was missed is not moved any more.
  'UNDER_REVIEW, missed and not acknowledged': 'return reject review acknowledge',
  'UNDER_REVIEW, its clock paused': 'return reject review extend shorten resume-clock',
  'UNDER_REVIEW, under an order': 'return reject review extend shorten pause-clock answer-order',
  'UNDER_REVIEW, before approval': 'return reject approve extend shorten pause-clock regrade',
  // A notice may not end early, nor be made longer afterwards.
  ON_NOTICE: 'record-objection revise',
  'ON_NOTICE, with an objection': 'record-objection answer-objection revise',
  'ON_NOTICE, ended with an objection': 'record-objection=date-out-of-order answer-objection revise',
  'ON_NOTICE, before approval':
    'return reject record-objection=date-out-of-order revise approve extend shorten pause-clock',
  REVISING: 'record-objection finish-revision',
  'REVISING, with an objection': 'record-objection answer-objection finish-revision',
  APPROVED: 'disburse pay terminate extend shorten pause-clock',
  'APPROVED, before the works': 'pay start terminate extend shorten pause-clock regrade',
  FUNDED: 'pay start terminate extend shorten pause-clock',
  IN_PROGRESS: `pay report-progress change-plan suspend terminate complete extend shorten pause-clock ${INSPECT}`,
  'IN_PROGRESS, to be inspected': `pay report-progress change-plan suspend terminate complete extend shorten pause-clock regrade ${INSPECT}`,
  'IN_PROGRESS, with a finding': `pay report-progress change-plan suspend terminate complete extend shorten pause-clock regrade ${INSPECT} answer-finding`,
  'IN_PROGRESS, with a finding that is put right': `pay report-progress change-plan suspend terminate complete extend shorten pause-clock regrade ${INSPECT} verify-finding`,
  'IN_PROGRESS, with an opinion': `pay report-progress change-plan suspend terminate complete extend shorten pause-clock regrade ${INSPECT} answer-opinion`,
  // A follow-up is a rhythm and no limit that could be moved.
  'IN_PROGRESS, red': `report-progress change-plan suspend terminate complete follow-up regrade ${INSPECT}`,
  SUSPENDED: `pay resume terminate extend shorten ${INSPECT}`,
  COMPLETED: `pay inspect-works extend shorten pause-clock ${INSPECT}`,
  'COMPLETED, before the survey': `pay record-survey extend shorten pause-clock ${INSPECT}`,
  'COMPLETED, before closing': `close extend shorten=unknown-value pause-clock regrade ${INSPECT}`,
  REWORK: `pay report-progress terminate finish-rework extend shorten pause-clock ${INSPECT}`,
  EVALUATED: `pay settle extend shorten=unknown-value pause-clock ${INSPECT}`,
  'EVALUATED, before payment': `disburse pay extend shorten pause-clock regrade ${INSPECT}`,
  SETTLED: `close extend shorten pause-clock ${INSPECT}`,
  CLOSED: EXAMINE,
  'CLOSED, with a finding': `${EXAMINE} answer-finding attach`,
  'CLOSED, to be visited': 'raise-finding order-visit withdraw-visit give-opinion record-inspection attach',
  TERMINATED: EXAMINE,
};

const everybody = actorWith('everybody', ROLES);

/** A command as it can be given: about each of the limits that it may move, else with sample data. */
function asked(story: Story, type: CommandType): Command[] {
  const moves = type === 'extend' || type === 'shorten' || type === 'pause-clock';
  const clocks = moves ? movableClocks(story.state, type) : [];
  if (clocks.length === 0) return [command(type, sample(story, type))];
  return clocks.map(({ id }) => command(type, { ...sample(story, type), clockId: id }));
}

function expected(name: string): Record<string, string | null> {
  const line = ACCEPTED[name];
  const ended = (TERMINAL_STATUSES as readonly string[]).includes(name.split(',')[0] ?? '');
  const words = `${line ?? ''} ${name === 'DRAFT' || ended ? '' : ALWAYS}`.split(' ');
  const named = Object.fromEntries(words.map((word) => word.split('=')));
  return Object.fromEntries(
    COMMAND_TYPES.map((type) => {
      const unfit = ended ? 'case-ended' : 'not-now';
      return [type, type in named ? (named[type] ?? null) : unfit];
    }),
  );
}

describe('every status and every command', () => {
  it('covers all 27 statuses, each by a case that commands have built', () => {
    expect([...new Set(Object.values(REACHABLE).map(({ state }) => state.status))].sort()).toEqual(
      [...STATUSES].sort(),
    );
    for (const [name, { state }] of Object.entries(REACHABLE))
      expect(name.split(/[ ,]/)[0]).toBe(state.status);
    const named = Object.keys(REACHABLE).filter(
      (name) => name in ACCEPTED || !(TERMINAL_STATUSES as readonly string[]).includes(name),
    );
    expect(Object.keys(ACCEPTED).sort()).toEqual(named.sort());
  });

  it.each(Object.keys(REACHABLE))('%s', (name) => {
    const story = REACHABLE[name] as Story;
    const answers = COMMAND_TYPES.map((type) => [type, story.refuses(type, sample(story, type), everybody)]);
    expect(Object.fromEntries(answers)).toEqual(expected(name));
  });
});

/** Everybody whose posts any rule could mean, and some whose posts none should. */
const PEOPLE = [
  ...[
    'grid-worker@grid officer@community secretary@community implementer@community officer@street reviewer@street',
    'expert@street finance@street deputy@street leader@street implementer@street inspector@street implementer@unit officer@city',
    'officer@district reviewer@district publisher@district finance@district leader@district secretary@street auditor@city',
    'operator@city admin@city resident@community',
  ]
    .join(' ')
    .split(' ')
    .map((ref) => actor(ref, `p-${ref}`)),
  { ...actor('neighbour'), posts: [post('officer', 'COMMUNITY', '/city/district/street/elsewhere/')] },
  actor('officer@community'),
  actor('proposer-1'),
  STRANGER,
];

describe('every role in every state', () => {
  const depth = Error.stackTraceLimit;
  beforeAll(() => (Error.stackTraceLimit = 0));
  afterAll(() => (Error.stackTraceLimit = depth));
  const proposers = ['proposer-1', 'proposer-2'];

  it.each(Object.keys(REACHABLE))('%s: what is offered is what is let in', (name) => {
    const story = (REACHABLE[name] as Story).knowing({ proposers });
    // What fits nobody is shown above; here it is enough that it is not offered to anybody.
    const fits = expected(name);
    const commands = COMMAND_TYPES.filter(
      (type) => !['not-now', 'case-ended'].includes(fits[type] ?? ''),
    ).map((type) => [type, asked(story, type)] as const);
    for (const person of PEOPLE) {
      const offered = allowedCommands(story.state, person, story.programme, proposers);
      const letIn = commands.filter(([, variants]) =>
        variants.some((one) => {
          const code = codeOf(() => story.decide(person, one));
          return !['not-now', 'not-your-command', 'case-ended'].includes(code ?? '');
        }),
      );
      expect({ person: person.personId, offered }).toEqual({
        person: person.personId,
        offered: letIn.map(([type]) => type),
      });
    }
  });

  it('offers nothing to administrators, auditors, operators, neighbours and strangers', () => {
    for (const story of Object.values(REACHABLE)) {
      for (const person of PEOPLE.filter((p) =>
        /admin|auditor|operator|neighbour|stranger/.test(p.personId),
      )) {
        expect(allowedCommands(story.state, person, story.programme, proposers)).toEqual([]);
      }
    }
  });

  it('leaves no open case without somebody who can do something that moves it', () => {
    const still = [
      'assign',
      'note',
      'attach',
      'join',
      'report-progress',
      'pay',
      'follow-up',
      'record-objection',
      'adjourn',
      ...(['extend', 'shorten', 'pause-clock', 'supervise', 'hand-over', 'read-message'] as const),
    ];
    for (const [name, story] of Object.entries(REACHABLE)) {
      if (story.state.endedAt !== null || name === 'ON_NOTICE') continue;
      const moving = PEOPLE.flatMap((p) =>
        allowedCommands(story.state, p, story.programme, proposers),
      ).filter((type) => !still.includes(type));
      expect({ name, moving: moving.length > 0 }).toEqual({ name, moving: true });
    }
  });
});

const SUPERVISORS =
  'officer@street deputy@street leader@street inspector@street officer@city officer@district leader@district';

/** Who may give each command in one state, by post. Written out: a wrong edit of `by` shows here. */
const WHO: readonly (readonly [CommandType, string, string])[] = [
  ['submit', 'DRAFT', 'officer@community secretary@community opener'],
  ['accept', 'SUBMITTED', 'officer@community opener'],
  ['return', 'UNDER_REVIEW', 'expert@street'],
  ['resubmit', 'RETURNED', 'officer@community secretary@community opener proposer-1'],
  ['reject', 'UNDER_REVIEW', 'expert@street'],
  ['reject', 'RETURNED by a reviewer after the council', 'expert@street'],
  ['transfer', 'SUBMITTED', 'officer@community opener'],
  ['answer', 'SUBMITTED, may be answered at once', 'grid-worker@grid'],
  ['merge', 'ACCEPTED', 'officer@community secretary@community officer@street opener'],
  ['split', 'ACCEPTED', 'officer@community secretary@community officer@street opener'],
  ['shortlist', 'ACCEPTED', 'officer@street'],
  ['call-meeting', 'DELIBERATING', 'secretary@community'],
  ['record-decision', 'DELIBERATING', 'secretary@community'],
  ['adjourn', 'DELIBERATING', 'secretary@community'],
  ['open-voting', 'CANDIDATE', 'officer@street'],
  ['record-count', 'VOTING', 'officer@street'],
  ['submit-for-review', 'SELECTED', 'officer@community secretary@community opener'],
  ['review', 'UNDER_REVIEW', 'expert@street'],
  ['open-notice', 'SELECTED, before the notice', 'officer@community opener'],
  ['record-objection', 'ON_NOTICE', 'officer@community secretary@community opener'],
  ['answer-objection', 'ON_NOTICE, with an objection', 'officer@community secretary@community opener'],
  ['revise', 'ON_NOTICE, before approval', 'officer@community secretary@community publisher@district opener'],
  ['finish-revision', 'REVISING', 'officer@community secretary@community opener'],
  ['approve', 'UNDER_REVIEW, before approval', 'leader@street'],
  ['disburse', 'APPROVED', 'finance@district'],
  ['pay', 'APPROVED', 'finance@street finance@district'],
  ['start', 'FUNDED', 'implementer@street'],
  ['report-progress', 'REWORK', 'implementer@street'],
  ['change-plan', 'IN_PROGRESS', 'implementer@street'],
  ['suspend', 'IN_PROGRESS', 'implementer@street'],
  ['resume', 'SUSPENDED', 'implementer@street'],
  ['terminate', 'APPROVED', 'implementer@street finance@district'],
  ['complete', 'IN_PROGRESS', 'implementer@street'],
  ['inspect-works', 'COMPLETED', 'inspector@street'],
  ['finish-rework', 'REWORK', 'officer@community secretary@community implementer@street opener'],
  ['record-survey', 'COMPLETED, before the survey', 'officer@street'],
  ['settle', 'EVALUATED', 'finance@district'],
  ['close', 'SETTLED', 'officer@street'],
  ['withdraw', 'SUBMITTED', 'officer@community secretary@community opener'],
  ['follow-up', 'IN_PROGRESS, red', 'secretary@community'],
  ['assign', 'IN_PROGRESS', 'implementer@street'],
  // Heads move the limits of their own organisation and of those below it; whoever stands above may also shorten them.
  ['extend', 'SUBMITTED', 'secretary@community leader@street leader@district'],
  ['extend', 'UNDER_REVIEW', 'leader@street leader@district'],
  ['extend', 'APPROVED', 'leader@district'],
  ['shorten', 'APPROVED', SUPERVISORS],
  ['pause-clock', 'UNDER_REVIEW', 'leader@street leader@district'],
  ['resume-clock', 'UNDER_REVIEW, its clock paused', 'leader@street leader@district'],
  ['regrade', 'IN_PROGRESS, red', 'officer@community secretary@community opener'],
  [
    'acknowledge',
    'UNDER_REVIEW, missed and not acknowledged',
    'expert@street leader@street officer@district',
  ],
  ['hand-over', 'IN_PROGRESS', 'implementer@street'],
  ['record-inspection', 'IN_PROGRESS, to be inspected', 'inspector@street'],
  ['order-visit', 'CLOSED', SUPERVISORS],
  ['withdraw-visit', 'CLOSED, to be visited', SUPERVISORS],
  [
    'raise-finding',
    'IN_PROGRESS, to be inspected',
    'officer@community secretary@community officer@street deputy@street leader@street inspector@street officer@city ' +
      'officer@district leader@district opener',
  ],
  ['answer-finding', 'IN_PROGRESS, with a finding', 'officer@community secretary@community opener'],
  ['answer-finding', 'CLOSED, with a finding', 'officer@community secretary@community opener'],
  ['verify-finding', 'IN_PROGRESS, with a finding that is put right', SUPERVISORS],
  [
    'give-opinion',
    'CLOSED',
    'officer@community secretary@community officer@street deputy@street leader@street inspector@street officer@city ' +
      'officer@district leader@district opener',
  ],
  ['answer-opinion', 'IN_PROGRESS, with an opinion', 'officer@community secretary@community opener'],
  ['supervise', 'IN_PROGRESS', SUPERVISORS],
  ['answer-order', 'UNDER_REVIEW, under an order', 'expert@street leader@street'],
  [
    'note',
    'IN_PROGRESS',
    'grid-worker@grid officer@community secretary@community implementer@community officer@street reviewer@street ' +
      'expert@street finance@street deputy@street leader@street implementer@street inspector@street implementer@unit officer@city ' +
      'officer@district reviewer@district publisher@district finance@district leader@district secretary@street opener',
  ],
  [
    'join',
    'IN_PROGRESS',
    'grid-worker@grid officer@community secretary@community implementer@community officer@street reviewer@street ' +
      'expert@street finance@street deputy@street leader@street implementer@street inspector@street implementer@unit officer@city ' +
      'officer@district reviewer@district publisher@district finance@district leader@district secretary@street opener',
  ],
  [
    'read-message',
    'UNDER_REVIEW, missed and not acknowledged',
    'grid-worker@grid officer@community secretary@community implementer@community officer@street reviewer@street ' +
      'expert@street finance@street deputy@street leader@street implementer@street inspector@street implementer@unit officer@city ' +
      'officer@district reviewer@district publisher@district finance@district leader@district secretary@street opener',
  ],
  [
    'attach',
    'IN_PROGRESS',
    'grid-worker@grid officer@community secretary@community implementer@community officer@street reviewer@street ' +
      'expert@street finance@street deputy@street leader@street implementer@street inspector@street implementer@unit officer@city ' +
      'officer@district reviewer@district publisher@district finance@district leader@district secretary@street opener proposer-1',
  ],
];

describe('who may', () => {
  it('names every command', () => {
    expect([...new Set(WHO.map(([type]) => type))].sort()).toEqual([...COMMAND_TYPES].sort());
  });

  it.each(WHO)('%s a case that is %s', (type, name, who) => {
    const story = REACHABLE[name] as Story;
    const proposers = ['proposer-1', 'proposer-2'];
    const may = PEOPLE.filter((person) =>
      allowedCommands(story.state, person, story.programme, proposers).includes(type),
    ).map(({ personId }) => (personId === 'officer@community' ? 'opener' : personId.replace(/^p-/, '')));
    expect(may.join(' ')).toBe(who);
  });

  it('lets the person in charge work, whatever post they hold', () => {
    const mine = (name: string) =>
      (REACHABLE[name] as Story).do('assign', { personInCharge: { personId: 'p-1', label: '网格员' } });
    const offered = (name: string) => {
      const { state, programme } = mine(name);
      return allowedCommands(state, actor('grid-worker@grid', 'p-1'), programme);
    };
    const always = ['note', 'read-message', 'attach'];
    expect(offered('IN_PROGRESS')).toEqual(['join', 'report-progress', 'complete', ...always]);
    expect(offered('REWORK')).toEqual(['join', 'report-progress', 'finish-rework', ...always]);
    expect(offered('IN_PROGRESS, red')).toEqual([
      'join',
      'report-progress',
      'complete',
      'follow-up',
      ...always,
    ]);
  });

  it('lets all proposers together take their words back, and one alone complete papers', () => {
    const submitted = REACHABLE.SUBMITTED as Story;
    const offered = (story: Story, proposers: (string | null)[]) =>
      allowedCommands(story.state, actor('proposer-1'), story.programme, proposers);
    expect(offered(submitted, ['proposer-1', 'proposer-1'])).toContain('withdraw');
    expect(offered(submitted, ['proposer-1', null])).not.toContain('withdraw');
    expect(offered(submitted, [])).not.toContain('withdraw');
    expect(offered(REACHABLE.RETURNED as Story, ['proposer-1', null])).toContain('resubmit');
  });
});
