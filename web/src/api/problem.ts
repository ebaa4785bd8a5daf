import type { Problem } from './generated/schema';

/** What the API refused, with the words it gave for people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly problem: Problem,
    /** Seconds after which trying again makes sense, where the API says so. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail ?? problem.title);
  }
}

/** The API did not answer at all. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Whether the API refused for this reason. */
export function isProblem(error: unknown, code: Problem['code']): error is ProblemError {
  return error instanceof ProblemError && error.problem.code === code;
}

/** The problem in an answer; something on the way (a proxy) may have answered in our place, without one. */
export function problemIn(body: unknown, response: Response): ProblemError {
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  const after = Number.isFinite(retryAfter) ? retryAfter : null;
  if (typeof body === 'object' && body !== null && 'code' in body)
    return new ProblemError(body as Problem, after);
  return new ProblemError(
    {
      type: 'about:blank',
      title: `HTTP ${response.status} ${response.statusText}`.trim(),
      status: response.status,
      code: 'unavailable',
      requestId: response.headers.get('x-request-id') ?? '',
    },
    after,
  );
}
