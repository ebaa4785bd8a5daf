import type { texts as zh } from '../zh-CN/open';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'Open a case',
  listPage: 'Suggestions without a case',
  tabs: { label: 'Cases and suggestions', open: 'Open a case', list: 'Suggestions without a case' },
  place: {
    heading: 'Where',
    community: 'Community',
    programme: 'Programme',
    choose: 'Choose one',
    start: 'Choose community and programme first',
    startHelp:
      'Then the form asks for what the programme needs. What residents have said already waits under "Suggestions without a case".',
    none: 'Your posts open no cases',
    noneHelp: 'No community lies within your posts.',
  },
  about: 'What it is about',
  who: {
    heading: 'Who said so',
    label: 'Source',
    named: 'A resident, with a way to reach them',
    unnamed: 'A resident who gave no name',
    none: 'No resident: opened by staff directly',
    cannotEnter:
      'Only grid workers, officers and secretaries of the place enter what residents said; you can open a case directly.',
    needed:
      'Fill in the name or the phone number; for somebody who gave none, choose "no name" under Source.',
    notice: 'Privacy notice',
    noticeText:
      'Your name, phone number, address and date of birth are collected by {{place}}. They are used only to deal with this suggestion, to check who may propose, and to tell you what becomes of it. They are not published; only officers of the place can look them up, and every look is recorded. They are kept as long as the rules for archives say. At any time you may ask {{place}} to show, correct or delete them, or to send no more messages. Suggestions can be made without a name.',
    read: 'Read it to the proposer or show it.',
  },
  submit: 'Open the case',
  draft: 'What you did not send last time is back.',
  discard: 'Clear it',
  sentBefore:
    'What you sent before was recorded after all. Look for it under "Find a case" first; to open another one, clear the form.',
  alike: {
    heading: 'Similar cases',
    start:
      'Once there is a title, cases of the last two years in this street that may be the same are listed here.',
    none: 'No similar case was found.',
    found_one: '{{count}} similar case: see first whether it is the same.',
    found_other: '{{count}} similar cases: see first whether one is the same.',
    unread: 'Similar cases cannot be looked up at the moment; you can go on.',
    join: 'Join this one',
    joinOf: 'Join {{number}}',
    joinHelp:
      'With the words of the resident filled in, they can join a case instead of opening a second one.',
    elsewhere: 'Of another community or programme: cannot be joined',
    sure: 'Join this suggestion to {{number}}? No second case is opened, and the proposer will hear of that one.',
    keep: 'Not now',
  },
  said: {
    heading: 'Words of the resident',
    received: 'Received',
    receipt: 'Receipt',
    contact: 'Can be reached',
    noContact: 'Gave no name',
    linked: 'A case takes this suggestion up already',
    linkedHelp: 'Opening it again makes a second case. Look at the one there is first.',
    see: 'See the case',
    refuse:
      'What is outside the rules is opened too, and then rejected, transferred or answered in the case: the proposer gets the answer.',
  },
  done: {
    opened: 'The case is open',
    joined: 'The suggestion has joined the case',
    number: 'Case number',
    receipt: 'Receipt number',
    hand: 'Give the receipt number to the proposer. With it the page below shows how things stand, without signing in.',
    slip: 'Receipt of a suggestion',
    address: 'Where to look',
    print: 'Print the receipt',
    see: 'See the case',
    another: 'Open another one',
  },
  list: {
    lead: 'What residents said and no case takes up yet. The longest waiting first.',
    filters: 'Filters',
    programme: 'All programmes',
    community: 'All communities',
    text: 'Words of the suggestion',
    age: 'Waiting',
    ages: { all: 'All', d3: '3+ days', d7: '7+ days', d30: '30+ days' },
    clear: 'Clear filters',
    label: 'Suggestions',
    open: 'Open a case',
    more: 'Show more',
    empty: 'No suggestion waits for a case',
    emptyHelp:
      'What residents suggest online, and what grid workers enter without a case, comes up here. For a note, a call or a visit open the case directly.',
    emptyFiltered: 'No suggestion fits the filters',
    emptyFilteredHelp: 'Try other filters, or clear them.',
  },
};
