import { startStandIns } from '../tests/support/channels/start';
import { parseChannelArgs } from './channels/args';
import { startPage } from './channels/page';
import { arrivalLines, startLines } from './channels/words';
import { listenForEnd } from './serve/ending';

const say = (lines: readonly string[]): void => console.log(lines.join('\n'));

/** `npm run dev:channels`: every provider of messages on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const { port, robots } = parseChannelArgs(process.argv.slice(2));
  const ending = listenForEnd();
  const standIns = await startStandIns({ robots, firstPort: port + 1 });
  try {
    const page = await startPage(standIns, port);
    standIns.inbox.listen((arrival) => say(arrivalLines(arrival)));
    say(startLines(standIns.environment, page.address));
    await ending.reason;
    await page.stop();
  } finally {
    await standIns.stop();
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(
    code === 'EADDRINUSE' ? `A port is in use (${message}): choose others with --port PORT.` : message,
  );
  process.exitCode = 1;
});
