import type { texts as zh } from '../zh-CN/parts';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  sign: {
    provisional: 'provisional',
    provisionalWhy: 'It reaches a year whose holidays are not published yet and may move once they are.',
    none: 'No limit',
    due: 'due {{day}}',
    pausedSince: 'paused since {{since}}',
    pausedUntil: 'paused from {{since}} to {{until}}',
    overdue: 'Overdue',
  },
  problem: {
    failed: 'Not done',
    unreachable: 'The server does not answer',
    unreachableHelp: 'Check the network and try again; what you typed is still here.',
    retry: 'Try again',
    request: 'Reference {{id}}',
    busy: 'Try again in {{seconds}} s.',
  },
  dialog: { keep: 'Not now', close: 'Close' },
  leave: {
    title: 'Some text is not saved',
    explain:
      'Without saving, what you wrote is kept in this tab only: it is there when you come back, and gone when the tab is closed.',
    save: 'Save and leave',
    leave: 'Leave without saving',
    stay: 'Stay here',
  },
  list: { loading: 'Reading', more: 'Show more' },
  export: { xlsx: 'Export to Excel', csv: 'Export to CSV' },
  form: {
    optional: 'optional',
    needed: 'Please fill in: {{name}}.',
    yes: 'Yes',
    no: 'No',
    add: 'Add one',
    remove: 'Remove number {{n}}',
    item: 'Number {{n}}',
    yuan: 'yuan',
    faults: 'To put right: {{count}}',
    draft: 'What you typed last time and did not send is here again.',
    discard: 'Start afresh',
    changed: 'Somebody has just changed this case; the page shows it as it is now. Check and send again.',
    confirm: 'I have checked this',
    chooseFile: 'Choose a file',
    close: 'Put away',
    done: 'Recorded',
  },
};
