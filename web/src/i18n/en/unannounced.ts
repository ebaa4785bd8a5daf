import type { SameKeys } from '../words';
import type { texts as zh } from '../zh-CN/unannounced';

export const texts: SameKeys<typeof zh> = {
  page: 'Unannounced check',
  lead: 'Draws a few of the cases of a place that are overdue now; nobody is told beforehand. The list is frozen first, then the seed is made; all of it is published and anybody can repeat it.',
  place: 'Place to be checked',
  now: 'Overdue now: {{count}}.',
  nothing: 'Nothing is overdue there now: there is nothing to draw.',
  size: 'How many to draw',
  freeze: 'Freeze the list',
  freezeWhy: 'The list cannot be changed afterwards, and the server commits to its half of the chance.',
  title: 'Unannounced check of {{place}}, {{day}}',
  frozen: 'The list is frozen: {{count}} cases.',
  hash: 'Checksum of the list:',
  commitment: 'What the server commits to:',
  phrase: 'Your phrase (anything, at least 8 characters)',
  phraseWhy:
    'The server committed without knowing your phrase, and you write it without knowing its number: neither decides alone.',
  draw: 'Draw {{count}}',
  drawn: 'Drawn',
  goes: '{{name}} goes there',
  nobody: 'nobody is eligible: name somebody on the record page',
  record: 'The public record: how they were drawn, who goes there, the report',
  here: 'Unannounced',
  hereFor: 'Unannounced check of {{name}}',
};
