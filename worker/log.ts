import pino, { type Logger } from 'pino';
import type { Logger as SdkLogger } from '@temporalio/worker';

/** JSON lines. The worker meets ids, instants and errors only; what could carry a secret is cut out anyway. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: { process: 'worker' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ['password', '*.password', 'connectionString', '*.connectionString'], censor: '[cut]' },
  });
}

/** The engine's own messages, from warnings upwards: its `info` tells every poll. */
export function sdkLogger(log: Logger): SdkLogger {
  const quiet = (): void => undefined;
  const warn: SdkLogger['warn'] = (message, meta) => log.warn({ from: 'engine', ...meta }, message);
  const error: SdkLogger['error'] = (message, meta) => log.error({ from: 'engine', ...meta }, message);
  return {
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn,
    error,
    log: (level, message, meta) => {
      if (level === 'WARN') warn(message, meta);
      if (level === 'ERROR') error(message, meta);
    },
  };
}
