import type { Request, Response } from 'express';
import { REFUSALS, type FieldFault, type Refusal, type RefusalCode } from '../domain/errors';
import type { Language } from '../domain/language';

/** The HTTP status of every refusal. An illegal transition is a conflict (409), not a missing right (403). */
export const STATUS = {
  'malformed-request': 400,
  'invalid-input': 400,
  'text-not-storable': 400,
  'cursor-invalid': 400,
  'key-missing': 400,
  'key-reused': 422,
  'now-refused': 400,
  'too-large': 413,
  'too-many-lines': 422,
  'too-many-views': 422,
  'media-type-unsupported': 415,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'too-many-tries': 429,
  'foreign-origin': 403,
  forbidden: 403,
  'oidc-failed': 401,
  'oidc-unknown-person': 403,
  'already-exists': 409,
  'unknown-reference': 422,
  'level-order': 422,
  'password-weak': 422,
  'posts-clash': 409,
  'substitute-refused': 422,
  'too-many-streams': 429,
  'programme-invalid': 422,
  'calendar-year-missing': 422,
  'calendar-invalid': 422,
  'calendar-not-published': 422,
  'calendar-not-newer': 409,
  'rollout-running': 409,
  'rollout-over': 409,
  'population-changed': 409,
  'closure-needless': 422,
  'proposer-too-young': 422,
  'notice-not-shown': 422,
  'not-now': 409,
  'not-your-command': 403,
  'same-person': 403,
  'case-ended': 409,
  'changed-meanwhile': 412,
  'unknown-value': 422,
  'value-required': 422,
  'not-in-programme': 422,
  'quorum-not-met': 409,
  'count-wrong': 422,
  'tie-undecided': 409,
  'evidence-missing': 409,
  'cap-exceeded': 409,
  'amount-over-approved': 422,
  'amount-over-contract': 422,
  'notice-not-ended': 409,
  'objection-open': 409,
  'date-out-of-order': 422,
  'file-refused': 422,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<RefusalCode, number>;

/** Chinese unless the caller asks for English. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
}

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: RefusalCode;
  detail?: string;
  errors?: readonly { pointer: string; message: string }[];
  requestId: string;
}

export function problemOf(refusal: Refusal, language: Language, requestId: string): Problem {
  const { detail, details } = refusal;
  const { errors, retryAfterSeconds: _header, ...members } = details;
  return {
    ...members,
    type: `/problems/${refusal.code}`,
    title: REFUSALS[refusal.code][language],
    status: STATUS[refusal.code],
    code: refusal.code,
    ...(detail && { detail: detail[language] }),
    ...(errors && { errors: errors.map((fault) => told(fault, language)) }),
    requestId,
  };
}

const told = ({ pointer, message }: FieldFault, language: Language) => ({
  pointer,
  message: typeof message === 'string' ? message : message[language],
});

/** Every error leaves through here. */
export function sendProblem(request: Request, response: Response, refusal: Refusal): void {
  const problem = problemOf(refusal, languageOf(request), String(response.locals['requestId'] ?? ''));
  const { retryAfterSeconds } = refusal.details;
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="banjie"');
  response.setHeader('Cache-Control', 'no-store');
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
