import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { FileDamagedError } from './store';

/**
 * Lets a content through and checks its hash on the way. The last piece is held back until the hash is known, so
 * nobody ever receives the whole of a changed file.
 */
export function verified(sha256: string, source: Readable): Readable {
  const hash = createHash('sha256');
  let held: Buffer | null = null;
  const check = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      const ready = held;
      held = piece;
      done(null, ready ?? undefined);
    },
    flush(done) {
      if (hash.digest('hex') === sha256) done(null, held ?? undefined);
      else done(new FileDamagedError('file-changed', sha256));
    },
  });
  // The outcome reaches the reader through `check` itself.
  pipeline(source, check, () => undefined);
  return check;
}
