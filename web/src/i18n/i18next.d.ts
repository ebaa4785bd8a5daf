import 'i18next';
import type { texts as board } from './zh-CN/board';
import type { texts as desk } from './zh-CN/desk';
import type { texts as find } from './zh-CN/find';
import type { texts as parts } from './zh-CN/parts';
import type { texts as receipt } from './zh-CN/receipt';
import type { texts as roles } from './zh-CN/roles';
import type { texts as shell } from './zh-CN/shell';
import type { texts as signIn } from './zh-CN/sign-in';

/** Every file of texts is named here, so that a key that does not exist is a type error. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: {
      board: typeof board;
      desk: typeof desk;
      find: typeof find;
      parts: typeof parts;
      receipt: typeof receipt;
      roles: typeof roles;
      shell: typeof shell;
      'sign-in': typeof signIn;
    };
  }
}
