import type { texts as zh } from '../zh-CN/sign-in';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'Sign in',
  lead: 'Every case has its limits, and every limit has an owner.',
  name: 'Sign-in name',
  password: 'Password',
  nameNeeded: 'Please type your sign-in name.',
  passwordNeeded: 'Please type your password.',
  submit: 'Sign in',
  or: 'or',
  demo: 'Demo: choose a post to enter as',
  demoExplain:
    'Everything is made up and no password is needed; sign out at any time and look as somebody else.',
  forgotten: 'Forgotten it? The administrator of your organisation can set a new one.',
};
