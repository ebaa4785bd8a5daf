import type { texts as zh } from '../zh-CN/rollouts';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  none: 'None yet. When a calendar, working hours or a programme change, how far it is and what moved shows here.',
  status: { RUNNING: 'under way', DONE: 'done', CANCELLED: 'ended early' },
  dryRun: 'dry run',
  progress: 'Progress of the rollout',
  figures: '{{done}} of {{total}} cases looked at, {{moved}} dates moved.',
  reviewed: '{{reviewed}} cases with stopped clocks judged anew.',
  byItself: 'Started by the change itself',
  startedBy: 'Started by {{name}}',
  detail:
    '{{later}} later, {{earlier}} earlier, {{confirmed}} no longer provisional; {{verdicts}} stopped clocks would be judged otherwise (their verdict stays).',
  showMoves: 'Which dates moved',
  hideMoves: 'Put away',
  noMoves: 'No date moved in the cases of your places',
  case: 'Case',
  from: 'was due',
  to: 'is due',
  confirmed: 'the same day, certain now',
  provisional: '(provisional)',
  cancel: 'End it here …',
  cancelAsk: 'Dates that have moved stay moved, and whoever they concern is told.',
  cancelIt: 'End the rollout',
  goOn: 'Let it go on',
};
