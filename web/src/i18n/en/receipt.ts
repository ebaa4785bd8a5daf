import type { texts as zh } from '../zh-CN/receipt';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'My suggestion',
  lead: 'Type the number on your receipt to see what became of your suggestion.',
  number: 'Number of the receipt',
  numberHelp: 'For example 20260304-7K3QX9MD',
  numberNeeded: 'Please type the number of the receipt.',
  look: 'See how it stands',
  another: 'Look at another number',
  loading: 'Reading',
  missing: 'There is no such number',
  missingHelp:
    'Please compare it with your receipt, sign by sign. If it still cannot be found, ask your community.',
  received: 'It has arrived and waits for the community to look at it.',
  inHand: 'It has been taken up and is being worked on.',
  ended: 'It has been dealt with.',
  receivedOn: 'Received',
  case: 'Number of the case',
  status: 'Status',
  stage: 'Stage',
  next: 'This stage must be done by',
  provisional: 'Provisional: it may move when the holidays are announced',
  paused: 'Time is paused: the date may move later',
  why: 'Why this date',
  noDate: 'No limit is running at present.',
  result: 'Result',
  noResult: 'It has ended; there is no further answer.',
  endedOn: 'Ended',
};
