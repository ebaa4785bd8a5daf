import type { Words } from './errors';

/** argon2id cost: 19 MiB, two passes, one lane (OWASP's first choice). */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const MIN_LENGTH = 10;
const LONG_ENOUGH = 16;
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u];

/** Why a password is too weak, or null. Three kinds of characters, or simply long (GB/T 22239 8.1.4.1). */
export function passwordWeakness(password: string, signInName: string | null): Words | null {
  const length = Array.from(password).length;
  if (length < MIN_LENGTH) {
    return { zh: `密码至少 ${MIN_LENGTH} 个字符。`, en: `A password has at least ${MIN_LENGTH} characters.` };
  }
  if (new Set(password).size < 5) {
    return { zh: '密码中不同的字符太少。', en: 'The password repeats too few different characters.' };
  }
  if (signInName !== null && password.toLowerCase().includes(signInName.toLowerCase())) {
    return { zh: '密码中不得含有用户名。', en: 'The password may not contain the sign-in name.' };
  }
  if (length < LONG_ENOUGH && KINDS.filter((kind) => kind.test(password)).length < 3) {
    return {
      zh: `密码须含大写、小写、数字、符号中的三类，或不少于 ${LONG_ENOUGH} 个字符。`,
      en: `A password has three of: capitals, small letters, digits, signs; or at least ${LONG_ENOUGH} characters.`,
    };
  }
  return null;
}
