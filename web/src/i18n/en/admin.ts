import type { texts as zh } from '../zh-CN/admin';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'Administer',
  menu: 'Menu of the administration',
  groups: { people: 'Organisations and people', rules: 'Rules', running: 'Running and results' },
  sections: {
    organisations: {
      title: 'Organisations',
      lead: 'The tree, working hours, who holds which post, and local closures such as a typhoon.',
    },
    people: { title: 'People', lead: 'Accounts, posts given and ended, passwords and contacts.' },
    substitutes: {
      title: 'Substitutes',
      lead: 'Who stands in for whom: meanwhile duties and reminders reach the substitute too.',
    },
    calendar: {
      title: 'Calendar',
      lead: 'Limits are counted by it: holidays, swapped days, closures; which year is official, which is provisional.',
    },
    rollouts: {
      title: 'Rollouts',
      lead: 'A changed calendar or programme walks through the open cases, and whoever it concerns is told.',
    },
    programmes: {
      title: 'Programmes',
      lead: 'The stages, limits, caps and reminders of each place, every value with its source.',
    },
    figures: {
      title: 'On time',
      lead: 'Limits kept, by organisation and month; whoever has too few is not ranked.',
    },
    lateness: {
      title: 'Lateness',
      lead: 'How late our own reminders are: planned, fired, recorded, delivered, acknowledged.',
    },
    channels: {
      title: 'Channels',
      lead: 'Whether mail, WeCom, DingTalk and SMS get through, and which messages did not arrive.',
    },
    audit: {
      title: 'Audit',
      lead: 'Who signed in, who changed rights, who read personal data. Nobody can change or delete a record.',
    },
  },
  organisation: 'Organisation',
  anyOrganisation: 'The whole country (no place)',
  choosePlace: 'Choose an organisation',
  from: 'From',
  until: 'Until',
  state: 'State',
  actions: 'Actions',
  loading: 'Reading',
};
