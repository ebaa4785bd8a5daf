import 'i18next';
import type { texts as account } from './zh-CN/account';
import type { texts as admin } from './zh-CN/admin';
import type { texts as audit } from './zh-CN/audit';
import type { texts as bulletins } from './zh-CN/bulletins';
import type { texts as calendar } from './zh-CN/calendar';
import type { texts as checkDefine } from './zh-CN/check-define';
import type { texts as checkRecord } from './zh-CN/check-record';
import type { texts as checks } from './zh-CN/checks';
import type { texts as channels } from './zh-CN/channels';
import type { texts as contact } from './zh-CN/contact';
import type { texts as figures } from './zh-CN/figures';
import type { texts as lateness } from './zh-CN/lateness';
import type { texts as messages } from './zh-CN/messages';
import type { texts as organisations } from './zh-CN/organisations';
import type { texts as people } from './zh-CN/people';
import type { texts as programmes } from './zh-CN/programmes';
import type { texts as room } from './zh-CN/room';
import type { texts as rollouts } from './zh-CN/rollouts';
import type { texts as substitutes } from './zh-CN/substitutes';
import type { texts as supervision } from './zh-CN/supervision';
import type { texts as unannounced } from './zh-CN/unannounced';
import type { texts as tour } from './zh-CN/tour';
import type { texts as board } from './zh-CN/board';
import type { texts as caseTexts } from './zh-CN/case';
import type { texts as desk } from './zh-CN/desk';
import type { texts as findings } from './zh-CN/findings';
import type { texts as find } from './zh-CN/find';
import type { texts as open } from './zh-CN/open';
import type { texts as parts } from './zh-CN/parts';
import type { texts as receipt } from './zh-CN/receipt';
import type { texts as shell } from './zh-CN/shell';
import type { texts as signIn } from './zh-CN/sign-in';
import type { texts as views } from './zh-CN/views';
import type { texts as visits } from './zh-CN/visits';

/** Every file of texts is named here, so that a key that does not exist is a type error. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: {
      account: typeof account;
      admin: typeof admin;
      audit: typeof audit;
      bulletins: typeof bulletins;
      calendar: typeof calendar;
      channels: typeof channels;
      'check-define': typeof checkDefine;
      'check-record': typeof checkRecord;
      checks: typeof checks;
      room: typeof room;
      contact: typeof contact;
      figures: typeof figures;
      lateness: typeof lateness;
      messages: typeof messages;
      organisations: typeof organisations;
      people: typeof people;
      programmes: typeof programmes;
      rollouts: typeof rollouts;
      substitutes: typeof substitutes;
      supervision: typeof supervision;
      tour: typeof tour;
      unannounced: typeof unannounced;
      board: typeof board;
      case: typeof caseTexts;
      desk: typeof desk;
      find: typeof find;
      findings: typeof findings;
      open: typeof open;
      parts: typeof parts;
      receipt: typeof receipt;
      shell: typeof shell;
      'sign-in': typeof signIn;
      views: typeof views;
      visits: typeof visits;
    };
  }
}
