import type { texts as zh } from '../zh-CN/account';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'My account',
  posts: {
    title: 'My posts',
    none: 'You hold no post yet: ask the administrator of your organisation.',
    standsInFor: '(in place of {{name}})',
  },
  contact: { title: 'Contact', keep: 'Save my contact', done: 'Your contact is saved.' },
  language: {
    title: 'Language',
    explain: 'Of these pages and of the mails to you.',
    none: 'You have not chosen yet: pages follow the browser, mails come in Chinese.',
    zh: '中文',
    en: 'English',
  },
  password: {
    title: 'Password',
    explain: 'Changing it signs out your other devices.',
    change: 'Change password …',
  },
  tokens: {
    title: 'API tokens',
    explain: 'For scripts that act in your name. A token is shown once; revoke what you no longer use.',
    make: 'Make a token …',
    makeIt: 'Make the token',
    made: 'Copy it now; it cannot be shown again:',
    done: 'The token is made.',
    name: 'Name (what it is for)',
    nameNeeded: 'Please say what the token is for.',
    days: 'Days it is valid (1–366)',
    daysNeeded: 'Please say for how many days.',
    since: 'Made',
    until: 'Valid until',
    act: 'Act',
    never: 'for ever',
    none: 'You have no API token',
    revoke: 'Revoke the token',
    revokeAsk: 'Scripts that use it stop working at once.',
    keep: 'Keep it',
    revoked: 'Revoked',
  },
};
