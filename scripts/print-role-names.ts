import { roleName } from '../domain/role-names';
import { ROLES } from '../domain/roles';

// The screens call roles as messages and lists of the API do: this file is made from the same words.
const names = Object.fromEntries(ROLES.map((role) => [role, roleName(role)]));
process.stdout.write(`export const ROLE_NAMES = ${JSON.stringify(names, null, 2)} as const;\n`);
