/** Numbers of a dotted version; what follows a dash or plus is ignored, as no rule of ours depends on it. */
function numbers(version: string): number[] {
  const [core = ''] = version.replace(/^(v|go)/, '').split(/[-+ ]/);
  return core.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Whether `version` is `least` or newer. */
export function isAtLeast(version: string, least: string): boolean {
  const have = numbers(version);
  for (const [at, wanted] of numbers(least).entries()) {
    const found = have[at] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}
