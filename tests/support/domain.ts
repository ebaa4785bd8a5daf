import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, ActorPost } from '../../domain/actor';
import { addDays } from '../../domain/calendar/civil-date';
import { civilDateOf, compareInstants, parseInstant, type Instant } from '../../domain/calendar/instant';
import { shippedCalendar } from '../../domain/calendar/shipped';
import { commandSchemas, type Command, type CommandType } from '../../domain/case/commands';
import { NO_FACTS, type CaseFacts } from '../../domain/case/context';
import { headOf, type Place } from '../../domain/case/place';
import { decide } from '../../domain/case/decide';
import type { CaseEvent } from '../../domain/case/events';
import { evolve } from '../../domain/case/evolve';
import { findingsIn, openOpinions } from '../../domain/case/findings';
import { movableClocks, openOrders } from '../../domain/case/open-items';
import { openCase, type OpenCase } from '../../domain/case/open';
import { stageOf } from '../../domain/case/path';
import type { CaseState, Clock } from '../../domain/case/state';
import { nextWake, timeEvents } from '../../domain/case/time';
import { isRefusal } from '../../domain/errors';
import { parseProgramme } from '../../domain/programme/parse';
import type { Programme, Stage } from '../../domain/programme/schema';
import { formatPostRef, LEVELS, type Level, type PostRef, type Role } from '../../domain/roles';

const ROOT = join(__dirname, '../..');
const read = new Map<string, Programme>();

function programmeAt(path: string): Programme {
  const known = read.get(path) ?? parseProgramme(readFileSync(join(ROOT, path), 'utf8'), path).programme;
  read.set(path, known);
  return known;
}

/** One of the seven seed programmes, read from its file. */
export const shipped = (code: string): Programme => programmeAt(`programmes/${code}.yaml`);
/** What limits do by themselves: a seed programme in which nobody is reminded and nothing waits against a clock. */
export function plain(code: string): Programme {
  const { 'resubmit-within': _resubmit, ...programme } = shipped(code);
  const stages = programme.stages.map(
    ({ 'open-within': _open, 'open-within-on-track': _track, 'open-within-on-grade': _grade, ...stage }) =>
      stage as Stage,
  );
  return { ...programme, ladders: [], stages };
}
/** A programme that only tests know. */
export const fixture = (name: string): Programme => programmeAt(`tests/fixtures/programmes/${name}.yaml`);

/** A moment of a day in Asia/Shanghai. */
export const at = (day: string, time = '10:00'): Instant => parseInstant(`${day}T${time}:00+08:00`);

/** One line of organisations from city to community, with a grid and a firm below it. */
export const PATHS: Readonly<Record<Level, string>> = {
  CITY: '/city/',
  DISTRICT: '/city/district/',
  STREET: '/city/district/street/',
  COMMUNITY: '/city/district/street/community/',
  GRID: '/city/district/street/community/grid/',
  UNIT: '/city/district/street/community/firm/',
};
export const COMMUNITY_PATH = PATHS.COMMUNITY;

export function post(role: Role, level: Level, orgPath = PATHS[level]): ActorPost {
  return { role, level, organisationId: orgPath.split('/').at(-2) ?? '', orgPath };
}

/** Somebody with one post on the demo line, written `reviewer@street`; two names are two people. */
export function actor(ref: string, personId = ref): Actor {
  const [role, level] = ref.split('@');
  const posts = level === undefined ? [] : [post(role as Role, level.toUpperCase() as Level)];
  return { personId, displayName: personId, posts, via: 'session' };
}

/** Somebody with every one of these posts. */
export function actorWith(personId: string, roles: readonly Role[]): Actor {
  return { ...actor(personId), posts: LEVELS.flatMap((level) => roles.map((role) => post(role, level))) };
}

export function command<T extends CommandType>(type: T, data: object = {}): Command {
  return { type, data: commandSchemas[type].parse(data) } as Command;
}

/** The refusal's code, or null when nothing was refused. */
export function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

/** The second person with a post. */
export const colleagueOf = (post: PostRef): string => `second-${post.role}-at-${post.level.toLowerCase()}`;

/** Every post of the line is held by somebody named after it and a colleague; the calendar is the same everywhere. */
export const EVERYBODY_THERE: Place = {
  calendarFor: () => shippedCalendar,
  holders: (post) => [formatPostRef(post), colleagueOf(post)],
};

/** Given what has happened, when somebody acts or time passes, then a new story; the old one stays as it was. */
export class Story {
  constructor(
    readonly programme: Programme,
    readonly events: readonly CaseEvent[],
    readonly now: Instant,
    readonly facts: CaseFacts = NO_FACTS,
    readonly state: CaseState = events.reduce<CaseState | null>(evolve, null) as CaseState,
    readonly place: Place = EVERYBODY_THERE,
  ) {}

  get stage(): Stage | null {
    return stageOf(this.state, this.programme);
  }

  get last(): CaseEvent {
    return this.events.at(-1) as CaseEvent;
  }

  private with(change: {
    events?: readonly CaseEvent[];
    now?: Instant;
    facts?: CaseFacts;
    place?: Place;
  }): Story {
    const { events = [], now = this.now, facts = this.facts, place = this.place } = change;
    const state = events.reduce(evolve, this.state);
    return new Story(this.programme, [...this.events, ...events], now, facts, state, place);
  }

  on(day: string, time?: string): Story {
    return this.with({ now: at(day, time) });
  }

  knowing(facts: Partial<CaseFacts>): Story {
    return this.with({ facts: { ...this.facts, ...facts } });
  }

  at(place: Partial<Place>): Story {
    return this.with({ place: { ...this.place, ...place } });
  }

  decide(who: Actor, asked: Command): CaseEvent[] {
    const { now, programme, facts } = this;
    return decide(this.state, asked, { now, actor: who, programme, place: this.place, facts });
  }

  /** Somebody acts: the post whose turn it is, unless another is named. Data left out is valid sample data. */
  do(type: CommandType, data: object = {}, who: Actor = actor(turnOf(this, type))): Story {
    return this.with({ events: this.decide(who, command(type, { ...sample(this, type), ...data })) });
  }

  /** The code with which the command is refused, or null. */
  refuses(type: CommandType, data: object = {}, who: Actor = actor(turnOf(this, type))): string | null {
    return codeOf(() => this.do(type, data, who));
  }

  /** Time acts, as `enforce` does: when it is next to, unless another instant is named. */
  wake(now: Instant = this.nextInstant()): Story {
    const { programme, place } = this;
    return this.with({ now, events: timeEvents(this.state, { now, programme, place }) });
  }

  /** What should have happened already happens now. */
  private nextInstant(): Instant {
    const wake = nextWake(this.state);
    return wake === null || compareInstants(wake, this.now) < 0 ? this.now : wake;
  }

  /** Attaches every document the current stage asks for. */
  papers(): Story {
    const missing = this.stage?.evidence.filter((kind) => !this.state.evidence.some((e) => e.kind === kind));
    return (missing ?? []).reduce<Story>((story, kind) => story.do('attach', { kind }), this);
  }
}

/** A draft under a programme, opened by the community's officer. */
export function draft(programme: Programme, about: Partial<OpenCase> = {}): Story {
  const { suggestions = ['s1'], ...known } = about;
  const kind = about.kind ?? (programme.kinds.includes('PROJECT') ? 'PROJECT' : 'MATTER');
  const now = at('2026-03-02');
  const officer = actor('officer@community');
  const opened = openCase(
    {
      ...known,
      ...{ id: 'c1', number: 'BJ-2026-000001', kind, title: '车棚通电', suggestions },
      ...{
        programme: { code: programme.code, version: 1 },
        organisationId: 'community',
        orgPath: COMMUNITY_PATH,
      },
    },
    programme,
    officer,
    officer.posts[0] as ActorPost,
    now,
  );
  return new Story(programme, [opened], now, { ...NO_FACTS, proposers: suggestions.map(() => null) });
}

const BY_COMMUNITY: readonly CommandType[] = [
  ...(['submit', 'resubmit', 'submit-for-review', 'finish-revision', 'revise'] as const),
  ...(['record-objection', 'answer-objection', 'finish-rework', 'withdraw', 'attach', 'note'] as const),
  'read-message',
];

/** The clock that somebody paused by itself, if there is one. */
const pausedAlone = (state: CaseState): Clock | undefined => state.clocks.find((c) => c.resumesAt !== null);

/** The post that a programme or the state of the case names for a command, if it is not the stage's own. */
function namedFor({ programme, state }: Story, type: CommandType): PostRef | undefined {
  const { deadlines, 'grade-owner': gradeOwner } = programme;
  const approves = (what: 'extend' | 'shorten' | 'pause', clock: Clock | undefined): PostRef | undefined => {
    const by = deadlines[what]?.by;
    return by === 'head' ? clock && headOf(clock.owner.level) : by;
  };
  const clockOwner = (kind: Clock['kind']) =>
    state.clocks.find((clock) => clock.kind === kind && clock.status !== 'STOPPED')?.owner;
  const named: Partial<Record<CommandType, PostRef | undefined>> = {
    pay: { role: 'finance', level: 'STREET' },
    'follow-up': gradeOwner,
    regrade: gradeOwner,
    extend: approves('extend', movableClocks(state, 'extend')[0]),
    shorten: approves('shorten', movableClocks(state, 'shorten')[0]),
    'pause-clock': approves('pause', movableClocks(state, 'pause-clock')[0]),
    'resume-clock': approves('pause', pausedAlone(state)),
    supervise: { role: 'leader', level: 'DISTRICT' },
    acknowledge: state.calls[0]?.to[0],
    'answer-order': openOrders(state)[0]?.to,
    'record-inspection': programme.supervision.inspection?.owner ?? { role: 'inspector', level: 'STREET' },
    'order-visit': { role: 'officer', level: 'CITY' },
    'withdraw-visit': { role: 'officer', level: 'CITY' },
    'raise-finding': { role: 'inspector', level: 'STREET' },
    'answer-finding': findingsIn(state, 'OPEN')[0]?.responsible,
    'verify-finding': clockOwner('verification'),
    'give-opinion': { role: 'officer', level: 'COMMUNITY' },
    'answer-opinion': clockOwner('opinion'),
  };
  return named[type];
}

/** The post that usually gives a command in this story. */
export function turnOf(story: Story, type: CommandType): string {
  if (BY_COMMUNITY.includes(type)) return 'officer@community';
  const turn = namedFor(story, type) ?? story.stage?.owner;
  return turn === undefined ? 'officer@community' : formatPostRef(turn);
}

const SHA = 'a'.repeat(64);
const WHY = { reasonCode: 'not-feasible', publicText: '经核实暂不具备实施条件。' } as const;

/** Data that is valid for the command in this story, so that tests name only what they are about. */
export function sample(story: Story, type: CommandType): object {
  const today = civilDateOf(story.now);
  const { programme, stage, state } = story;
  const project = state.kind === 'PROJECT';
  const papers = (stage?.kind === 'vote' ? stage.papers : [{ id: 'street' }]).map(({ id }) => id);
  const agreed = state.decisions.filter((d) => d.passed && d.stageId === stage?.id).map((d) => d.body);
  const bodies = stage?.kind === 'deliberate' ? stage.bodies.map(({ id }) => id) : ['council'];
  const body = bodies.find((id) => !agreed.includes(id)) ?? bodies[0];
  const groups = stage?.kind === 'survey' ? stage.groups.map(({ zh }) => zh) : ['居民'];
  const estimate = project ? { estimateFen: 5_000_000 } : {};
  const itemType = project && programme['item-types'][0] ? { itemType: programme['item-types'][0].id } : {};
  const grade = programme.grades[0] ? { grade: programme.grades[0].id } : {};
  const samples: Readonly<Record<CommandType, object>> = {
    submit: {},
    accept: { duplicatesChecked: true, ...grade, ...estimate },
    return: { reason: '缺少报价' },
    resubmit: {},
    reject: WHY,
    transfer: { to: '12345', ...WHY },
    answer: { publicText: '已当场答复。' },
    merge: { into: 'c2', publicText: '已并入同类事项。' },
    split: { title: '另立事项', suggestions: state.suggestions.slice(0, 1) },
    join: { suggestions: ['s-new'] },
    shortlist: { ...itemType, ...(state.money.estimateFen === null ? estimate : {}) },
    'call-meeting': { meetingDate: today },
    'record-decision': {
      ...{ body, heldOn: today, eligible: 30, present: 24, for: 20, against: 3, abstained: 1 },
      minutes: '同意。',
    },
    adjourn: { body, heldOn: today, reason: '人数不足' },
    'open-voting': {
      papers: papers.map((paper) => ({ paper, budgetFen: 100_000_000 })),
      ...{ opensOn: today, closesOn: today, briefingHeldOn: today },
    },
    'record-count': {
      papers: papers.map((paper) => ({ paper, issued: 500, valid: 480, invalid: 10 })),
      ...{ paper: papers[0], votes: 321, rank: 1, elected: true, line: '前三名入选' },
    },
    'submit-for-review': {},
    review: { opinion: '同意', signedBy: '审核员甲' },
    'open-notice': { publicText: '拟立项目公示', place: '社区公告栏', objectTo: '社区居委会' },
    'record-objection': { text: '希望改在东侧', receivedOn: today },
    'answer-objection': {
      objectionId: state.notice?.objections.find((o) => o.answer === null)?.id ?? 'o1',
      ...{ valid: true, answer: '采纳' },
    },
    revise: { reason: '采纳异议' },
    'finish-revision': { plan: '改在东侧' },
    approve: {
      publicText: '同意立项',
      ...(project ? { approvedFen: state.money.estimateFen ?? 5_000_000 } : {}),
    },
    disburse: { amountFen: 100, account: '专户', paidOn: today },
    pay: { amountFen: 1, payee: '施工单位', purpose: '工程款', paidOn: today },
    start: {
      ...{ plan: '实施方案', personInCharge: { personId: null, label: '项目负责人' } },
      procurement: { method: '询价', suppliersAsked: 3, reason: '三家比价' },
    },
    'report-progress': { text: '已完成一半', percent: 50 },
    'change-plan': { reason: '材料涨价', approver: '分管领导' },
    suspend: { reason: '雨季', until: '2026-12-31', approver: '分管领导' },
    resume: {},
    terminate: { ...WHY, approver: '分管领导' },
    complete: { summary: '已完工', finishedOn: today },
    'inspect-works': { passed: true, sheet: '合格', signboard: true },
    'finish-rework': { summary: '已返工' },
    'record-survey': {
      groups: groups.map((group) => ({ group, asked: 20, answered: 18, satisfied: 17 })),
    },
    settle: { invoices: 3 },
    close: { publicText: '已办结。', callback: { reached: true, resolved: true, satisfied: true } },
    withdraw: { reasonCode: 'proposer-asked', publicText: '建议人撤回。' },
    'follow-up': { text: '已走访' },
    assign: { personInCharge: { personId: 'p-new', label: '新责任人' }, reason: '人员调整' },
    note: { text: '已电话沟通' },
    attach: { fileId: 'f1', kind: 'photos', sha256: SHA, name: '照片.jpg' },
    ...aboutClocks(story),
    ...besideTheCase(story),
  };
  return samples[type];
}

/** Sample data of inspections, findings and opinions. */
function besideTheCase({ state, programme, now }: Story) {
  const kind = programme.supervision.findings[0]?.id ?? 'signboard';
  return {
    'record-inspection': {
      ...{ visitedOn: civilDateOf(now), result: 'passed', opinion: '进度正常', signedBy: '检查员甲' },
    },
    'order-visit': { checkId: 'check-1', purpose: 'look-back', inspectorId: 'p-inspector', workdays: 15 },
    'withdraw-visit': { checkId: 'check-1', reason: '该项目已撤销' },
    'raise-finding': { kind, text: '标识牌掉落', source: 'inspection', responsible: 'community' },
    'answer-finding': {
      findingId: findingsIn(state, 'OPEN')[0]?.id ?? 'finding-9',
      ...{ text: '已重新安装', fileIds: [state.evidence[0]?.fileId ?? 'f1'] },
    },
    'verify-finding': { findingId: findingsIn(state, 'ANSWERED')[0]?.id ?? 'finding-9', passed: true },
    'give-opinion': { by: '人大代表甲', text: '建议增加夜间照明' },
    'answer-opinion': { opinionId: openOpinions(state)[0]?.id ?? 'opinion-9', publicText: '已纳入方案' },
  } satisfies Partial<Record<CommandType, object>>;
}

/** Sample data of the commands about limits, reminders and orders. */
function aboutClocks({ state, stage, programme, now }: Story) {
  const movable = (by: 'extend' | 'shorten' | 'pause-clock') => ({
    clockId: movableClocks(state, by)[0]?.id ?? 'stage.none.1',
  });
  const otherGrade = programme.grades.find(({ id }) => id !== state.grade);
  return {
    extend: { ...movable('extend'), amount: 1, reason: '等待管线单位回复' },
    shorten: { ...movable('shorten'), amount: 1, reason: '汛期临近' },
    'pause-clock': {
      ...movable('pause-clock'),
      ...{ reason: '等待气象部门复核', until: addDays(civilDateOf(now), 7) },
    },
    'resume-clock': { clockId: pausedAlone(state)?.id ?? 'stage.none.1' },
    regrade: {
      ...(otherGrade === undefined ? { urgent: !state.urgent } : { grade: otherGrade.id }),
      reason: '漏水范围扩大',
    },
    acknowledge: { clockId: state.calls[0]?.clockId ?? 'stage.none.1' },
    'hand-over': {
      personId: stage === null ? 'nobody' : colleagueOf(stage.owner),
      ...{ label: '审核员乙', reason: '外出培训' },
    },
    supervise: { text: '请说明进展', workdays: 3 },
    'answer-order': { orderId: openOrders(state)[0]?.id ?? 'order.9', text: '已安排' },
    'read-message': { key: 'stage.accept.1:half:officer@community' },
  } satisfies Partial<Record<CommandType, object>>;
}

/** The command that brings the case one step along its main path, or null when only time does. */
export function mainStep({ state, stage }: Story): CommandType | null {
  if (state.status === 'DRAFT') return 'submit';
  const steps: Readonly<Record<Stage['kind'], readonly [CommandType | null, CommandType | null]>> = {
    accept: ['accept', 'accept'],
    screen: ['shortlist', 'shortlist'],
    deliberate: ['call-meeting', 'record-decision'],
    vote: ['open-voting', 'record-count'],
    review: ['submit-for-review', 'review'],
    notice: ['open-notice', null],
    approve: ['approve', 'approve'],
    fund: ['disburse', 'disburse'],
    implement: ['start', 'complete'],
    inspect: ['inspect-works', 'inspect-works'],
    survey: ['record-survey', 'record-survey'],
    settle: ['settle', 'settle'],
    close: ['close', 'close'],
  };
  if (stage === null) throw new Error('a case that has ended has no next step');
  return steps[stage.kind][state.stageOpened ? 1 : 0];
}

/** One step along the main path, with the documents it needs. */
export function along(story: Story, data: object = {}): Story {
  const type = mainStep(story);
  return type === null ? story.wake() : story.papers().do(type, data);
}

/** Along the main path until a stage (or a status) is reached, or the case ends. */
export function until(story: Story, reached: string, first: object = {}): Story {
  let now = story.state.status === 'DRAFT' ? along(story) : story;
  let data = first;
  for (let steps = 0; steps < 60; steps += 1) {
    if (now.state.stageId === reached || now.state.status === reached) return now;
    now = along(now, data);
    data = {};
  }
  throw new Error(
    `${reached} is not reached; the case is ${now.state.status} at ${now.state.stageId ?? 'none'}`,
  );
}
