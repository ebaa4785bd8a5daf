import { DEMO_ORGANISATIONS } from '../../../cli/demo/organisations';
import { addMs, civilDateOf, DAY_MS, type Instant } from '../../../domain/calendar/instant';
import type { CommandType } from '../../../domain/case/commands';
import type { Role } from '../../../domain/roles';
import type { Bureau } from './bureau';
import { commandsOf, type CaseView, type Person, type Problem } from './person';

/*
 * Somebody who knows nothing of this product but its API docs: reads the case, takes what `allowed` offers, fills in
 * the form from its JSON schema and the programme, and mends what a refusal names.
 */

interface Schema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
}

interface StageRules {
  id: string;
  evidence: string[];
  papers?: { id: string }[];
  groups?: { zh: string }[];
}

/** The button a newcomer presses: whatever brings the case on. */
const FORWARD: readonly CommandType[] = [
  ...([
    'submit',
    'accept',
    'shortlist',
    'record-decision',
    'call-meeting',
    'record-count',
    'open-voting',
  ] as const),
  ...(['review', 'submit-for-review', 'open-notice', 'approve', 'disburse', 'complete', 'start'] as const),
  ...(['inspect-works', 'record-survey', 'settle', 'close'] as const),
];

/** Numbers that somebody who was there would know. */
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ eligible: 30, present: 24, for: 20, against: 3, abstained: 1 },
  ...{ issued: 700, valid: 650, invalid: 12, votes: 431, rank: 2 },
  ...{ asked: 50, answered: 48, satisfied: 47, invoices: 2, suppliersAsked: 3 },
  ...{ estimateFen: 5_000_000, approvedFen: 5_000_000, amountFen: 5_000_000, budgetFen: 100_000_000 },
};

interface Filling {
  today: string;
  stage: StageRules | undefined;
  /** Choices that are already used up or were made before the walk. */
  chosen: Readonly<Record<string, unknown>>;
  /** Fields that a refusal asked for. */
  asked: ReadonlySet<string>;
}

function fillList(schema: Schema, filling: Filling): unknown[] {
  const { items = {} } = schema;
  const one = (chosen: object) => fill(items, '', { ...filling, chosen: { ...filling.chosen, ...chosen } });
  if (items.properties?.['paper']) return (filling.stage?.papers ?? []).map(({ id }) => one({ paper: id }));
  if (items.properties?.['group']) return (filling.stage?.groups ?? []).map(({ zh }) => one({ group: zh }));
  return [one({})];
}

function fillObject({ properties = {}, required = [] }: Schema, filling: Filling): object {
  const wanted = Object.keys(properties).filter((name) => required.includes(name) || filling.asked.has(name));
  return Object.fromEntries(wanted.map((name) => [name, fill(properties[name] ?? {}, name, filling)]));
}

/** A value that the schema allows, as somebody would fill it in. */
function fill(schema: Schema, name: string, filling: Filling): unknown {
  if (name in filling.chosen) return filling.chosen[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined)
    return fill(schema.anyOf.find(({ type }) => type !== 'null') ?? {}, name, filling);
  switch (schema.type) {
    case 'object':
      return fillObject(schema, filling);
    case 'array':
      return fillList(schema, filling);
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return NUMBERS[name] ?? schema.minimum ?? 0;
    default:
      return schema.format === 'date' ? filling.today : `${name}：已按要求办理`;
  }
}

/** The people a newcomer would ask: whoever owns the stage, then the community. */
function candidates(bureau: Bureau, view: CaseView): Person[] {
  const stage = view.path.find(({ at }) => at === 'now');
  const [role = '', level = ''] = (stage?.owner ?? '').split('@');
  const chain = view.organisationPath.split('/').filter(Boolean);
  const place = DEMO_ORGANISATIONS.find(
    (o) =>
      o.level === level.toUpperCase() &&
      (chain.includes(o.id) || (o.parentId !== null && o.parentId === chain.at(-1))),
  );
  const owner = place === undefined ? [] : [bureau.as(role as Role, place.id)];
  return [...owner, bureau.as('officer', view.organisationId)];
}

export interface Walked {
  /** What was given, in order, with who gave it. */
  steps: { type: string; by: string }[];
  at: Instant;
  view: CaseView;
}

export class Stranger {
  private readonly steps: Walked['steps'] = [];

  constructor(
    private readonly bureau: Bureau,
    private readonly caseId: string,
    private readonly programme: { stages: StageRules[] },
    private at: Instant,
    private readonly choices: Readonly<Record<string, unknown>> = {},
  ) {}

  /** From where the case stands to its end, one day for each step. */
  async walk(reader: Person, most = 60): Promise<Walked> {
    for (let i = 0; i < most; i += 1) {
      const view = await reader.show(this.caseId, this.at);
      if (view.endedAt !== null) return { steps: this.steps, at: this.at, view };
      const notice = view.clocks.find(({ kind, status }) => kind === 'notice' && status === 'RUNNING');
      if (notice === undefined) await this.step(view);
      this.at = addMs(notice?.dueAt ?? this.at, notice ? 0 : DAY_MS);
      await this.bureau.timePasses(this.caseId, this.at);
    }
    throw new Error(`not at an end after ${most} steps: ${JSON.stringify(this.steps)}`);
  }

  private async step(view: CaseView): Promise<void> {
    for (const person of candidates(this.bureau, view)) {
      const { allowed } = await person.show(this.caseId, this.at);
      const form = FORWARD.map((type) => allowed.find((one) => one.type === type)).find(Boolean);
      if (form === undefined) continue;
      await this.fillAndSend(person, view, form.type, form.schema);
      this.steps.push({ type: form.type, by: person.id });
      return;
    }
    throw new Error(`nobody can go on at ${view.stageId ?? 'no stage'} (${view.status})`);
  }

  private async fillAndSend(person: Person, view: CaseView, type: string, schema: Schema): Promise<void> {
    const stage = this.programme.stages.find(({ id }) => id === view.stageId);
    const agreed = view.decisions.filter(({ passed }) => passed).map(({ body }) => body);
    const left = schema.properties?.['body']?.enum?.find((body) => !agreed.includes(body as string));
    const chosen = { ...this.choices, ...(left !== undefined && { body: left }) };
    const asked = new Set<string>();
    for (let tries = 0; tries < 5; tries += 1) {
      const data = fill(schema, '', { today: civilDateOf(this.at), stage, chosen, asked });
      const sent = { at: this.at, body: { type, data } };
      const { status, body } = await person.send('POST', commandsOf(this.caseId), sent);
      if (status === 200) return;
      await this.mend(body as Problem, asked, person, stage);
    }
    throw new Error(`${type} is refused again and again`);
  }

  /** Does what the refusal says is missing. */
  private async mend(
    problem: Problem,
    asked: Set<string>,
    person: Person,
    stage: StageRules | undefined,
  ): Promise<void> {
    if (problem.code === 'evidence-missing') {
      for (const kind of stage?.evidence ?? []) await person.attach(this.caseId, kind, this.at);
      return;
    }
    const named = (problem.errors ?? []).map(({ pointer }) => pointer.split('/').at(-1) ?? '');
    if (problem.code !== 'value-required' || named.length === 0) throw new Error(JSON.stringify(problem));
    named.forEach((name) => asked.add(name));
  }
}

/** The rules of a programme, as anybody may read them. */
export async function rulesOf(bureau: Bureau, code: string): Promise<{ stages: StageRules[] }> {
  const path = `/api/v1/programmes/${code}`;
  return (await bureau.stranger.ask<{ definition: { stages: StageRules[] } }>('GET', path)).definition;
}
