import { z } from 'zod';
import type { Programme } from '../programme/schema';
import { COMMAND_NAMES } from './command-names';
import { commandSchemas, type CommandType } from './commands';
import { movableClocks, openOrders } from './open-items';
import { stageOf } from './path';
import type { CaseState } from './state';
import { unanswered } from './time';

/** A JSON schema as it travels: screens and scripts build forms from it. */
export type JsonSchema = { [key: string]: unknown };

/** One thing the caller may do next. */
export interface CommandForm {
  type: CommandType;
  name: { zh: string; en: string };
  schema: JsonSchema;
}

const bare = new Map<CommandType, JsonSchema>();

/** The JSON schema of a command's data, the same for every case. */
export function commandJsonSchema(type: CommandType): JsonSchema {
  const known = bare.get(type) ?? z.toJSONSchema(commandSchemas[type], { io: 'input' });
  bare.set(type, known);
  return known;
}

interface Choice {
  field: string;
  values: readonly string[];
  required?: boolean;
}

/** Values that this case's programme and state leave to choose from. */
function choices(type: CommandType, state: CaseState, programme: Programme): Choice[] {
  const ids = (list: readonly { id: string }[]): string[] => list.map((x) => x.id);
  const stage = stageOf(state, programme);
  const itemTypes = { field: 'itemType', values: ids(programme['item-types']) };
  switch (type) {
    case 'accept':
      return [
        { field: 'grade', values: ids(programme.grades), required: programme.grades.length > 0 },
        { field: 'category', values: ids(programme.categories) },
        itemTypes,
      ];
    case 'shortlist':
      return [{ field: 'library', values: programme.libraries }, itemTypes];
    case 'record-decision':
    case 'adjourn':
      return [{ field: 'body', values: stage?.kind === 'deliberate' ? ids(stage.bodies) : [] }];
    case 'record-count':
      return [{ field: 'paper', values: stage?.kind === 'vote' ? ids(stage.papers) : [] }];
    case 'answer-objection':
      return [{ field: 'objectionId', values: unanswered(state) }];
    case 'reject':
      return [{ field: 'negativeItem', values: ids(programme['negative-list']) }];
    case 'approve':
      return [{ field: 'approvedFen', values: [], required: state.kind === 'PROJECT' }];
    case 'extend':
    case 'shorten':
    case 'pause-clock':
      return [{ field: 'clockId', values: ids(movableClocks(state, type)) }];
    case 'resume-clock':
      return [{ field: 'clockId', values: ids(state.clocks.filter((c) => c.resumesAt !== null)) }];
    case 'acknowledge':
      return [{ field: 'clockId', values: state.calls.map((call) => call.clockId) }];
    case 'answer-order':
      return [{ field: 'orderId', values: ids(openOrders(state)) }];
    case 'regrade': {
      const others = programme.grades.filter(({ id }) => id !== state.grade);
      return [{ field: 'grade', values: ids(others), required: others.length > 0 }];
    }
    default:
      return [];
  }
}

/** The form of one command for one case: the general schema, narrowed to what can be chosen here. */
export function commandForm(type: CommandType, state: CaseState, programme: Programme): CommandForm {
  const general = commandJsonSchema(type);
  const properties = { ...(general['properties'] as Record<string, JsonSchema>) };
  const required = [...((general['required'] as string[] | undefined) ?? [])];
  for (const choice of choices(type, state, programme)) {
    if (choice.values.length > 0)
      properties[choice.field] = { ...properties[choice.field], enum: choice.values };
    if (choice.required === true) required.push(choice.field);
  }
  const schema = { ...general, properties, ...(required.length > 0 ? { required } : {}) };
  return { type, name: COMMAND_NAMES[type], schema };
}
