import { REASON_NAMES } from '../domain/case/reasons';
import { roleName } from '../domain/role-names';
import { ROLES } from '../domain/roles';
import { CHECK_STATUS_NAMES } from '../domain/spot-check/status-names';

// The screens call roles, reasons and the standing of spot checks as messages and lists of the API do: this file is made from the same words.
const roles = Object.fromEntries(ROLES.map((role) => [role, roleName(role)]));
const line = (name: string, words: object) =>
  `export const ${name} = ${JSON.stringify(words, null, 2)} as const;\n`;
process.stdout.write(
  line('ROLE_NAMES', roles) +
    line('REASON_NAMES', REASON_NAMES) +
    line('CHECK_STATUS_NAMES', CHECK_STATUS_NAMES),
);
