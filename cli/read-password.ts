import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Where a password comes from and where its questions go. */
export interface Terminal {
  input: NodeJS.ReadStream;
  output: NodeJS.WritableStream;
}

/** Asks twice without showing anything when a person is there; reads one line when a script is. */
export async function readPassword({ input, output }: Terminal): Promise<string> {
  if (!input.isTTY) return firstLine(input);
  const first = await hidden(input, output, 'Password: ');
  const again = await hidden(input, output, 'Once more: ');
  if (first !== again) throw new Error('The two passwords differ; nothing was changed.');
  return first;
}

async function hidden(
  input: NodeJS.ReadStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    output.write('\n');
  }
}

async function firstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = '';
  input.setEncoding('utf8');
  for await (const chunk of input) text += String(chunk);
  return text.split(/\r?\n/, 1)[0] ?? '';
}
