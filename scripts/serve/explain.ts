const BY_CODE: Readonly<Record<string, (path: string) => string>> = {
  ENOSPC: (path) => `The disk of ${path} is full: free some space and start again.`,
  EDQUOT: (path) => `The disk quota for ${path} is used up: free some space and start again.`,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  ENOTDIR: (path) => `${path} is not a folder: choose another one with --data.`,
  EEXIST: (path) => `${path} is not a folder: choose another one with --data.`,
};

/** One sentence that says what to do, for what goes wrong on people's machines; anything else unchanged. */
export function explain(error: unknown, dataDir: string): Error {
  const cause = isErrorLike(error) ? error : new Error(String(error));
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const isFull = /no space left on device|disk is full/i.test(cause.message);
  const sentence = (isFull ? BY_CODE['ENOSPC'] : BY_CODE[code])?.(dataDir);
  return sentence === undefined ? cause : new Error(sentence, { cause });
}

function notWritable(path: string): string {
  return `${path} cannot be written to: change its rights, or choose another folder with --data.`;
}

/** Not `instanceof`: Node's own errors come from another realm than a test's. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error;
}
