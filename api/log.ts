import pino, { type DestinationStream, type Logger } from 'pino';

/** JSON lines. What could carry a secret or a person's data is cut out even if someone logs it by mistake. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process: 'api' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [
        'cookie',
        'authorization',
        'password',
        'token',
        'body',
        'headers',
        '*.cookie',
        '*.authorization',
        '*.password',
        '*.currentPassword',
        '*.newPassword',
        '*.token',
        '*.body',
        '*.phone',
        '*.address',
        'headers.cookie',
        'headers.authorization',
        'req.headers',
      ],
      censor: '[cut]',
    },
  };
  // Written at once: by pino's own default every line wakes another thread, which costs more, and dies with the process.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}
