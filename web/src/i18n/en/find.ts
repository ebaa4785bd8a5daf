import type { texts as zh } from '../zh-CN/find';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'Find a case',
  what: 'What to find',
  placeholder: 'Title, number or place',
  amongLabel: 'Among',
  among: { all: 'All', open: 'Open', ended: 'Ended' },
  keys: 'Press ↓ ↑ to move through the results and Enter to open one.',
  byWords: 'Find by title, number or place',
  start: 'Type words of the title, a number, or the name of a community or town',
  startHelp: 'It finds while you type; / leads here from every page. You see only what you may see.',
  examples: 'For example:',
  exampleWord: '健身',
  examplePlace: '社区',
  places: 'Places',
  place: 'Cases of {{name}}',
  found: 'Cases found',
  nothing: 'No case was found',
  nothingHelp: 'Try another word, or only the last digits of the number.',
  everywhere: 'Look among all cases',
  said: 'Residents speak of it',
  ended: 'Ended',
  more: 'Show more',
  proposer: {
    open: 'Find by who proposed it (recorded)',
    title: 'Find by who proposed it',
    recorded: 'Every search is recorded',
    recordedHelp:
      'Who searched, when, and which cases were found is kept for the auditor; the name or number is not. Search only for the work on a case.',
    who: 'Name or phone number of the proposer',
    whole: 'Only the whole name or the whole number finds anything, in the places you answer for.',
    needed: 'Fill in a whole name or phone number.',
    search: 'Search and record it',
    nothing: 'No case of this proposer',
    nothingHelp:
      'Check that it is the whole name or number. Suggestions made without a name cannot be found so.',
  },
};
