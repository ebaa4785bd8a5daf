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
  return destination ? pino(options, destination) : pino(options);
}
