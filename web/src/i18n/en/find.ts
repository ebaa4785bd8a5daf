import type { texts as zh } from '../zh-CN/find';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'Find a case',
  what: 'What to find',
  placeholder: 'Title, number or place',
  amongLabel: 'Among',
  among: { all: 'All', open: 'Open', ended: 'Ended' },
  start: 'Type words of the title, a number, or the name of a community or town',
  startHelp: 'It finds while you type; / leads here from every page. You see only what you may see.',
  places: 'Places',
  place: 'Cases of {{name}}',
  found: 'Cases found',
  nothing: 'No case was found',
  nothingHelp: 'Try another word, or only the last digits of the number.',
  ended: 'Ended',
  more: 'Show more',
};
