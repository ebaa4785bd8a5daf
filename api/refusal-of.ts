import { isRefusal, Refusal } from '../domain/errors';

const RETRY_SECONDS = 5;

/** PostgreSQL or the way to it is gone. Nothing was written, or the same Idempotency-Key finds what was. */
const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN', // the socket
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53400',
  '08000',
  '08001',
  '08003',
  '08006',
  '57014',
  '55P03',
  '25006', // PostgreSQL
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028', // Prisma
]);
const UNAVAILABLE_TEXT =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|the database system is|Can't reach database server|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections/;

/** What any thrown value means to a caller; the original stays with the log. */
export function refusalOf(error: unknown): Refusal {
  if (isRefusal(error)) return error;
  if (isUnavailable(error)) {
    return new Refusal(
      'unavailable',
      {
        zh: '数据库暂时没有响应。可用同一 Idempotency-Key 安全重试。',
        en: 'The database does not answer. It is safe to try again with the same Idempotency-Key.',
      },
      { retryAfterSeconds: RETRY_SECONDS },
    );
  }
  return fromCalendar(error) ?? fromBodyParser(error) ?? new Refusal('internal');
}

/** A date or limit that was asked for and does not exist; a calendar that contradicts itself is our own fault. */
function fromCalendar(error: unknown): Refusal | null {
  if (!(error instanceof Error) || error.name !== 'CalendarError' || !('code' in error)) return null;
  if (error.code === 'calendar-invalid') return null;
  return new Refusal(
    error.code === 'year-missing' ? 'calendar-year-missing' : 'invalid-input',
    error.message,
  );
}

/** Walks the causes: Prisma wraps what the adapter wraps what pg threw. */
export function isUnavailable(error: unknown): boolean {
  let link: unknown = error;
  for (let depth = 0; depth < 6 && typeof link === 'object' && link !== null; depth++) {
    const { code, originalCode, message, kind, errors, meta, cause } = link as Record<string, unknown>;
    if ([code, originalCode].some((c) => typeof c === 'string' && UNAVAILABLE.has(c))) return true;
    if ([message, kind].some((text) => typeof text === 'string' && UNAVAILABLE_TEXT.test(text))) return true;
    if (Array.isArray(errors) && errors.some(isUnavailable)) return true;
    link = cause ?? (meta as Record<string, unknown> | undefined)?.['driverAdapterError'];
  }
  return false;
}

function fromBodyParser(error: unknown): Refusal | null {
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') {
    return new Refusal('too-large', {
      zh: '请求内容不得超过 256 KB。',
      en: 'A request may hold at most 256 KB.',
    });
  }
  if (type === 'entity.parse.failed') {
    return new Refusal('malformed-request', {
      zh: '内容不是合法的 JSON。',
      en: 'The body is not well-formed JSON.',
    });
  }
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Refusal('media-type-unsupported');
  return typeof status === 'number' && status >= 400 && status < 500
    ? new Refusal('malformed-request')
    : null;
}

/** Prisma 7 does not export its error class from the public entry, so the code decides. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    (error.code === 'P2002' || error.code === '23505')
  );
}
