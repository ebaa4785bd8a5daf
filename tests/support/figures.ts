import type { OnTimeQuestion, Place } from '../../domain/figures/on-time';
import type { Cell } from '../../domain/figures/tally';

/** A city with two streets. */
export const PLACES: readonly Place[] = [
  { id: 'zjg', name: '张家港市', level: 'CITY', path: '/zjg/' },
  { id: 'yangshe', name: '杨舍镇', level: 'STREET', path: '/zjg/yangshe/' },
  { id: 'tangqiao', name: '塘桥镇', level: 'STREET', path: '/zjg/tangqiao/' },
  { id: 'tanglian', name: '塘联社区', level: 'COMMUNITY', path: '/zjg/yangshe/tanglian/' },
  { id: 'fuqian', name: '府前社区', level: 'COMMUNITY', path: '/zjg/yangshe/fuqian/' },
  { id: 'jinggang', name: '泾港社区', level: 'COMMUNITY', path: '/zjg/tangqiao/jinggang/' },
];
export const places = new Map(PLACES.map((place) => [place.id, place]));
/** Every organisation by itself; with everything below it. */
export const OWN: OnTimeQuestion = { by: 'organisation', reach: 'own', fewCases: 5 };
export const TREE: OnTimeQuestion = { ...OWN, reach: 'tree' };

/** What the clocks of one community in one month came to. */
export const cell = (more: Partial<Cell>): Cell => ({
  ...{ organisationId: 'tanglian', month: '2026-03', programme: 'zjg', stage: 'accept', kind: 'stage' },
  ...more,
});
