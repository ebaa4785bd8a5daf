import { Agent, request } from 'node:http';
import { type Load, runLoad } from '../load';
import { serveTasks } from './serve';

/** One request, written out beforehand: making it up while measuring would cost what is measured. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly key?: string;
  readonly body?: string;
}

export interface HttpLoad {
  readonly host: string;
  readonly port: number;
  readonly ms: number;
  /** For every client what it asks, one after the other. */
  readonly lanes: readonly (readonly Call[])[];
  /** Begin again when a lane is through: for reads. */
  readonly again?: boolean;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64, noDelay: true });

function give({ host, port }: HttpLoad, call: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, path, body = '' } = call;
    const headers = {
      authorization: `Bearer ${call.token}`,
      ...(method === 'POST' && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
      ...(call.key !== undefined && { 'idempotency-key': call.key }),
    };
    const sent = request({ agent, host, port, method, path, headers }, (response) => {
      const { statusCode = 0 } = response;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (statusCode < 300) resolve();
        else
          reject(new Error(`${method} ${path} ${body}: ${statusCode} ${Buffer.concat(chunks).toString()}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

serveTasks({
  load(input: HttpLoad): Promise<Load> {
    const at = input.lanes.map(() => 0);
    return runLoad(input.lanes.length, input.ms, (lane) => {
      const calls = input.lanes[lane] ?? [];
      const next = at[lane] ?? 0;
      at[lane] = next + 1;
      const call = calls[input.again === true ? next % calls.length : next];
      return call === undefined ? null : () => give(input, call);
    });
  },
});
