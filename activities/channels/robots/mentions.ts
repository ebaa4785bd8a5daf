/** Accounts as the providers write them. `@all` is none of them: nobody wakes a whole group by naming an account so. */
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

/** The accounts to mention, each once. */
export const accounts = (mentions: readonly string[]): string[] => [
  ...new Set(mentions.filter((each) => ACCOUNT.test(each) && each.toLowerCase() !== 'all')),
];
