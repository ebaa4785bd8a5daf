import { Refusal } from '../../domain/errors';

const RETRY_SECONDS = 5;

/**
 * Uploads are held in memory while they are checked. Together they may take this much; whoever comes then is asked
 * to try again, which is better than everybody's process ending.
 */
export class UploadRoom {
  private taken = 0;

  constructor(private readonly bytes: number) {}

  async use<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.taken + bytes > this.bytes) throw tooMany();
    this.taken += bytes;
    try {
      return await work();
    } finally {
      this.taken -= bytes;
    }
  }
}

function tooMany(): Refusal {
  return new Refusal(
    'unavailable',
    {
      zh: '同时上传的文件过多，请稍后用同一 Idempotency-Key 重试。',
      en: 'Too many files are being uploaded at once; try again shortly with the same Idempotency-Key.',
    },
    { retryAfterSeconds: RETRY_SECONDS },
  );
}
