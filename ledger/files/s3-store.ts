import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { objectName, type FileStore } from './store';
import { verified } from './verified';

export interface S3StoreOptions {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `https://host/bucket/…` in place of `https://bucket.host/…`: what most stores in one's own house want. */
  readonly forcePathStyle: boolean;
  /** For one request, tries and waits between them included. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const CONNECT_MS = 3_000;
const TRIES = 3;

/** Files in any store that speaks S3. */
export function createS3Store(options: S3StoreOptions): FileStore {
  const { bucket: Bucket, timeoutMs = TIMEOUT_MS } = options;
  const client = clientOf(options, timeoutMs);
  const send = <T>(request: (limit: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> =>
    withinTime(timeoutMs, request);
  const isThere = async (Key: string, size: number): Promise<boolean> => {
    try {
      const head = await send((limit) => client.send(new HeadObjectCommand({ Bucket, Key }), limit));
      return head.ContentLength === size;
    } catch (error) {
      return unlessMissing(error) !== null;
    }
  };
  return {
    async put(sha256, bytes) {
      const Key = objectName(sha256);
      if (await isThere(Key, bytes.length)) return;
      // No type: nobody is meant to open the object in a browser, past our own headers.
      const content = { Body: bytes, ContentLength: bytes.length, ContentType: 'application/octet-stream' };
      await send((limit) => client.send(new PutObjectCommand({ Bucket, Key, ...content }), limit));
    },
    async get(sha256) {
      try {
        const command = new GetObjectCommand({ Bucket, Key: objectName(sha256) });
        const { Body } = await send((limit) => client.send(command, limit));
        if (!(Body instanceof Readable)) throw new Error('the store sent no content');
        return verified(sha256, Body);
      } catch (error) {
        return unlessMissing(error);
      }
    },
    async check() {
      await send((limit) => client.send(new HeadBucketCommand({ Bucket }), limit));
    },
  };
}

/** Ends a request that takes too long to be answered; a download that was answered may take its time. */
async function withinTime<T>(
  timeoutMs: number,
  request: (limit: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    return await request({ abortSignal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}

function clientOf(options: S3StoreOptions, timeoutMs: number): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = options;
  return new S3Client({
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: TRIES,
    // Checksums of newer S3 are unknown to many stores; ours are checked when a file is read.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(CONNECT_MS, timeoutMs),
      // Also ends a download that stops half-way.
      socketTimeout: timeoutMs,
    },
  });
}

/** S3 answers a missing object by name, a missing object of HEAD by status alone. A missing bucket is a failure. */
function unlessMissing(error: unknown): null {
  if (error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return null;
  throw error;
}
