import { parseArgs } from 'node:util';
import { DEMO_ORGANISATIONS } from '../../cli/demo/organisations';

export interface ChannelArgs {
  /** The page; the stand-ins listen on the five ports after it. */
  readonly port: number;
  /** Organisations that get a robot. */
  readonly robots: readonly string[];
}

export const USAGE = 'npm run dev:channels -- [--port PORT] [--robots ORGANISATION,ORGANISATION]';
const HIGHEST = 65_530;

/** Reads the command line; without robots every city of the demo gets one, which serves all that is below it. */
export function parseChannelArgs(argv: readonly string[]): ChannelArgs {
  const { port: given, robots } = parse(argv);
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST) {
    throw new Error(`--port must be a number from 1 to ${HIGHEST}, not ${given}.`);
  }
  return { port, robots: robots === undefined ? cities() : robots.split(',').map((each) => each.trim()) };
}

const cities = (): string[] =>
  DEMO_ORGANISATIONS.filter(({ parentId }) => parentId === null).map(({ id }) => id);

function parse(argv: readonly string[]) {
  try {
    const options = { port: { type: 'string', default: '8090' }, robots: { type: 'string' } } as const;
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Error(`${said}. Usage: ${USAGE}`);
  }
}
