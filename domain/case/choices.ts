import type { Words } from '../errors';
import type { Programme } from '../programme/schema';
import type { Choice, Option } from './choice';
import type { CommandType } from './commands';
import { overlayChoices } from './choices-overlay';
import { clockCalled } from './line-names';
import { movableClocks, openOrders } from './open-items';
import { stageOf } from './path';
import { REASON_NAMES } from './reasons';
import type { CaseState, Clock } from './state';
import { unanswered } from './time';

const listed = (list: readonly { id: string; name: Words }[]): Option[] =>
  list.map(({ id, name }) => ({ value: id, name }));

const LIBRARIES: Readonly<Record<'community' | 'street', Words>> = {
  community: { zh: '社区库', en: 'Library of the community' },
  street: { zh: '街道库', en: 'Library of the street' },
};
const ORDERED: Readonly<Record<'owner' | 'head', Words>> = {
  owner: { zh: '责任岗位', en: 'The post that owns the stage' },
  head: { zh: '其单位负责人', en: 'The head of its organisation' },
};
const options = <K extends string>(names: Readonly<Record<K, Words>>, values: readonly K[]): Option[] =>
  values.map((value) => ({ value, name: names[value] }));

/** Without libraries of its own a programme leaves the word to its users. */
const libraries = (programme: Programme): Option[] =>
  options(LIBRARIES, programme.libraries.length > 0 ? programme.libraries : ['community', 'street']);

function clocks(list: readonly Clock[], state: CaseState, programme: Programme): Option[] {
  const names = { programme, clocks: state.clocks, people: new Map<string, string>() };
  return list.map(({ id, dueDate }) => {
    const name = clockCalled(names, id);
    return { value: id, name: { zh: `${name.zh}（${dueDate} 到期）`, en: `${name.en} (due ${dueDate})` } };
  });
}

function objections(state: CaseState): Option[] {
  const all = state.notice?.objections ?? [];
  return all
    .filter(({ id }) => unanswered(state).includes(id))
    .map(({ id, receivedOn }) => {
      const nth = all.findIndex((objection) => objection.id === id) + 1;
      return {
        value: id,
        name: { zh: `第 ${nth} 件（${receivedOn} 收到）`, en: `No. ${nth} (received ${receivedOn})` },
      };
    });
}

const REASONS: Choice = {
  field: 'reasonCode',
  options: options(REASON_NAMES, Object.keys(REASON_NAMES) as (keyof typeof REASON_NAMES)[]),
};

/** Values of the programme: grades, categories, types, bodies, papers. */
function ofProgramme(type: CommandType, state: CaseState, programme: Programme): Choice[] | null {
  const stage = stageOf(state, programme);
  const itemTypes = { field: 'itemType', options: listed(programme['item-types']) };
  const papers = { field: 'papers.paper', options: stage?.kind === 'vote' ? listed(stage.papers) : [] };
  switch (type) {
    case 'accept':
      return [
        { field: 'grade', options: listed(programme.grades), required: programme.grades.length > 0 },
        { field: 'category', options: listed(programme.categories) },
        itemTypes,
      ];
    case 'shortlist':
      return [{ field: 'library', options: libraries(programme) }, itemTypes];
    case 'record-decision':
    case 'adjourn':
      return [{ field: 'body', options: stage?.kind === 'deliberate' ? listed(stage.bodies) : [] }];
    case 'open-voting':
      return [papers];
    case 'record-count':
      return [papers, { ...papers, field: 'paper' }];
    case 'reject':
      return [
        REASONS,
        {
          field: 'negativeItem',
          options: programme['negative-list'].map(({ id, text }) => ({ value: id, name: text })),
        },
      ];
    case 'approve':
      return [{ field: 'approvedFen', options: [], required: state.kind === 'PROJECT' }];
    case 'regrade': {
      const others = programme.grades.filter(({ id }) => id !== state.grade);
      return [{ field: 'grade', options: listed(others), required: others.length > 0 }];
    }
    default:
      return null;
  }
}

/** Values that this case's programme and state leave to choose from. */
export function choicesFor(type: CommandType, state: CaseState, programme: Programme): Choice[] {
  const own = ofProgramme(type, state, programme);
  if (own !== null) return own;
  const clock = (list: readonly Clock[]): Choice[] => [
    { field: 'clockId', options: clocks(list, state, programme) },
  ];
  switch (type) {
    case 'transfer':
    case 'terminate':
    case 'withdraw':
      return [REASONS];
    case 'answer-objection':
      return [{ field: 'objectionId', options: objections(state) }];
    case 'extend':
    case 'shorten':
    case 'pause-clock':
      return clock(movableClocks(state, type));
    case 'resume-clock':
      return clock(state.clocks.filter((c) => c.resumesAt !== null));
    case 'acknowledge':
      return clock(state.clocks.filter(({ id }) => state.calls.some((call) => call.clockId === id)));
    case 'answer-order':
      return [
        {
          field: 'orderId',
          options: openOrders(state).map(({ id, text }) => ({ value: id, name: { zh: text, en: text } })),
        },
      ];
    case 'record-inspection':
    case 'order-visit':
    case 'raise-finding':
    case 'answer-finding':
    case 'verify-finding':
    case 'answer-opinion':
      return overlayChoices(type, state, programme);
    case 'supervise':
      return [{ field: 'to', options: options(ORDERED, ['owner', 'head']) }];
    default:
      return [];
  }
}
