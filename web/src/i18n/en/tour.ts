import type { texts as zh } from '../zh-CN/tour';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  offer: 'First time here? See in a minute what this post can do.',
  take: 'Take the tour',
  later: 'No, thank you',
  next: 'Next',
  back: 'Back',
  end: 'End the tour',
  welcome: 'You are here as: {{name}}',
  noPost: 'You hold no post yet: the administrator gives you one.',
  sees: {
    officer:
      'Sees every case of the area: what is late, why, and how far reminders have climbed; accepts, reports, orders.',
    leader:
      'Sees every case of the place and below; decides, orders, publishes programmes, arranges substitutes.',
    reviewer: 'Reviews what communities hand in: passes it or returns it, each with a limit.',
    secretary: 'Chairs the community council and confirms what it decided.',
    implementer: 'Sees the works in hand: start, progress, completion, and the days left.',
    inspector: 'Accepts works: which projects wait, what to look at, by when failed ones must be done again.',
    finance: 'Pays: which amounts are due, what was approved, how many days are left.',
    deputy: 'Stands in for somebody on leave: duties and reminders come here as well.',
    auditor: 'Reads only: the ledgers of every case, and who signed in and who changed rights.',
    admin: 'Manages organisations, accounts and posts, and sees no case.',
    operator: 'Sees whether clocks are on time and messages arrive, and sees no case.',
    publisher: 'Posts notices and gathers objections.',
    expert: 'Assesses projects and gives an opinion.',
    'grid-worker': 'Writes down what residents ask for and follows up in the grid.',
    resident: 'Makes suggestions and reads notices.',
  },
  places: {
    desk: {
      title: 'My desk',
      text: 'Overdue first, then today and this week. Open one and do it, or acknowledge it with one click.',
    },
    board: {
      title: 'Overdue board',
      text: 'Who is late, by how much, how far reminders climbed, who acknowledged; by organisation, and as a file.',
    },
    messages: {
      title: 'Messages',
      text: 'What is soon due, overdue or ordered is told here; acknowledge what waits for you.',
    },
    admin: {
      title: 'Administer',
      text: 'Organisations, substitutes, calendar, programmes, on-time figures: whatever your post opens.',
    },
    find: { title: 'Find', text: 'Press "/" at any time to find a case by title, place or number.' },
    account: {
      title: 'Your account',
      text: 'Language, contact, password; the tour can be taken again here. Press "?" for the keys.',
    },
  },
};
