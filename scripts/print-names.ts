import { REASON_NAMES } from '../domain/case/reasons';
import { roleName } from '../domain/role-names';
import { ROLES } from '../domain/roles';

// The screens call roles and reasons as messages and lists of the API do: this file is made from the same words.
const roles = Object.fromEntries(ROLES.map((role) => [role, roleName(role)]));
const line = (name: string, words: object) =>
  `export const ${name} = ${JSON.stringify(words, null, 2)} as const;\n`;
process.stdout.write(line('ROLE_NAMES', roles) + line('REASON_NAMES', REASON_NAMES));
