import type { texts as zh } from '../zh-CN/shell';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  product: 'Banjie',
  title: '{{page}} · Banjie',
  skip: 'Skip to content',
  loading: 'Opening …',
  menu: {
    label: 'Main menu',
    more: 'More',
    desk: 'My desk',
    visits: 'Site visits',
    board: 'Overdue board',
    find: 'Find a case',
    openCase: 'Open a case',
    messages: 'Messages',
    admin: 'Administer',
  },
  account: {
    menu: 'account menu',
    mine: 'My account',
    tour: 'Take the tour again',
    password: 'Change password',
    shortcuts: 'Keyboard shortcuts',
    signOut: 'Sign out',
    language: '中文',
    standsInFor: 'Standing in for {{name}}',
    noPosts: 'No post',
  },
  password: {
    title: 'Change password',
    current: 'Current password',
    next: 'New password',
    again: 'New password once more',
    differs: 'The two new passwords differ: type them again.',
    needed: 'Please fill this in.',
    change: 'Change password and sign out other devices',
    keep: 'Keep the old one',
    done: 'The password is changed; other devices are signed out.',
  },
  expired: {
    title: 'Your session has ended',
    explain: 'Sign in again as {{name}}. What you typed is still here and will be sent on.',
    other:
      'This is the account of somebody else. Sign in as {{name}}, or give up what you typed and use another account.',
    demo: 'Go on as {{name}} (demo)',
    leave: 'Give up what I typed and use another account',
  },
  down: {
    since: 'The server has not answered since {{time}}. What you typed is still here.',
    retry: 'Try again now',
    clocks: 'Clocks have been behind since {{time}}. Work goes on; reminders are caught up later.',
  },
  crash: {
    title: 'This page has failed',
    explain:
      'What was done is kept. Open the page again; if it fails again, tell the administrator this line.',
    reload: 'Open the page again',
    desk: 'Back to my desk',
  },
  missing: {
    title: 'There is no such page',
    explain: 'The address may be wrong, or you may not see what is there.',
    desk: 'Back to my desk',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    find: 'Find a case',
    help: 'Show keyboard shortcuts',
    next: 'Next row',
    previous: 'Previous row',
    open: 'Open the selected case',
    acknowledge: 'Acknowledge the selected duty',
    desk: 'Go to my desk',
    board: 'Go to the overdue board',
  },
};
