import type { texts as zh } from '../zh-CN/lateness';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  window: 'How far back',
  windows: { '1h': 'Last hour', '24h': 'Last day', '7d': 'Last 7 days', '30d': 'Last 30 days' },
  fine: 'No reminder was later than tolerated',
  over: '{{programme}}: {{over}} times over the tolerance of {{tolerance}} s, the worst {{worst}} s.',
  nothing: 'Nothing to measure in this time.',
  histogram: 'How the times are spread',
  count: 'Count',
  max: 'Longest',
  longer: '> {{time}}',
  seconds: '{{n}} s',
  minutes: '{{n}} min',
  hours: '{{n}} h',
  slowest: 'The latest reminders',
  slowestOverdue: 'Overdue written latest',
  case: 'Case',
  rung: 'Rung',
  planned: 'Planned',
  recorded: 'Recorded',
  late: 'Late by',
};
