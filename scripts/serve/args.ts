import { parseArgs } from 'node:util';
import { resolve } from 'node:path';

export interface ServeArgs {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly reset: boolean;
  readonly yes: boolean;
  readonly demo: boolean;
  readonly simulation: boolean;
}

export const USAGE = `npm start -- [--data DIR] [--host HOST] [--port PORT] [--reset [--yes]] [--no-demo] [--simulation]`;

/** Reads the command line; a mistake is one sentence with the usage. */
export function parseServeArgs(argv: readonly string[]): ServeArgs {
  const values = parse(argv);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port must be a number from 1 to 65535, not ${values.port}.`);
  }
  return {
    dataDir: resolve(values.data),
    host: values.host,
    port,
    reset: values.reset,
    yes: values.yes,
    demo: !values['no-demo'],
    simulation: values.simulation,
  };
}

function parse(argv: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string', default: 'data' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '8080' },
        reset: flag,
        yes: flag,
        'no-demo': flag,
        simulation: flag,
      },
    }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Error(`${said}. Usage: ${USAGE}`);
  }
}
