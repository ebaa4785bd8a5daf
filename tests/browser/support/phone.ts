import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Bureau, OpenedPage } from './bureau';
import type { Way } from './way';

/** 40 MB on their way into a browser that shares its processor. */
const SLOW_MS = 60_000;

/** One line of a ledger, as far as the tests of the phone look at it. */
export interface Line {
  type: string;
  commandId: string | null;
  actorId: string | null;
  facts: Record<string, unknown>;
}

/** A photo as a camera makes it, with the place in its metadata. */
export async function cameraPhoto(width: number, height: number, quality: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 52/1 0/1' } })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** The phone of one inspector in front of an API that can go away. */
export class Phone {
  private constructor(
    private readonly bureau: Bureau,
    private readonly way: Way,
    readonly opened: OpenedPage,
  ) {}

  static async of(signInName: string, bureau: Bureau, way: Way): Promise<Phone> {
    const opened = await bureau.visitAs(signInName, { through: way.url, size: 'phone' });
    opened.page.setDefaultTimeout(20_000);
    return new Phone(bureau, way, opened);
  }

  get page(): Page {
    return this.opened.page;
  }

  get cards() {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('link', { name: /^(继续)?写报告$/ }) });
  }

  /** What the line at the bottom says. */
  get said() {
    return this.page.getByRole('contentinfo').getByRole('status');
  }

  get form() {
    return this.page.getByRole('form', { name: '检查报告' });
  }

  get reports() {
    return this.page.getByRole('region', { name: '本机的报告' }).getByRole('listitem');
  }

  async loseNetwork(): Promise<void> {
    await this.opened.context.setOffline(true);
    await this.way.break();
  }

  async findNetwork(): Promise<void> {
    await this.way.mend();
    await this.opened.context.setOffline(false);
  }

  async takeAlong(): Promise<void> {
    await this.page.goto('/visits');
    await this.cards.first().waitFor();
    await this.page.getByRole('button', { name: '带走清单' }).click();
    await this.page.getByText('本页没有网络也能打开。').waitFor();
  }

  /** Opens the form of the nth visit; answers the id of its case. */
  async begin(nth: number): Promise<string> {
    await this.cards.nth(nth).getByRole('link').click();
    await this.form.waitFor();
    return new URL(this.page.url()).pathname.split('/').pop() ?? '';
  }

  async addPhotos(...photos: Buffer[]): Promise<void> {
    const before = await this.form.getByRole('img', { name: /^照片 / }).count();
    for (const [at, buffer] of photos.entries()) {
      const file = { name: `现场${before + at}.jpg`, mimeType: 'image/jpeg', buffer };
      await this.page.setInputFiles('input[type=file][multiple]', [file], { timeout: SLOW_MS });
      await this.form
        .getByRole('img', { name: new RegExp(`^照片 ${before + at + 1}，`) })
        .waitFor({ timeout: SLOW_MS });
    }
  }

  /** Answers everything with "in order". */
  async fill(opinion: string): Promise<void> {
    for (const answer of await this.form.getByRole('radio', { name: '符合', exact: true }).all())
      await answer.check();
    await this.form.getByRole('radio', { name: '合格', exact: true }).check();
    await this.form.getByLabel('检查意见').fill(opinion);
  }

  async finish(): Promise<void> {
    await this.form.getByRole('button', { name: /^(完成并发送|修改后重新发送)$/ }).click();
    await this.form.waitFor({ state: 'detached' });
  }

  /** Everything in the ledger of a case, read past the way that may be broken. */
  async ledger(caseId: string, signInName = 'daxin-inspector'): Promise<Line[]> {
    const { context } = await this.bureau.visitAs(signInName);
    const answer = await context.request.get(`/api/v1/cases/${caseId}/ledger?limit=200`);
    const { items } = (await answer.json()) as { items: Line[] };
    await context.close();
    return items;
  }

  /** Everything that the pages keep in this browser, as one text. */
  async everythingKept(): Promise<string> {
    return this.page.evaluate(async () => {
      const open = indexedDB.open('banjie-visits');
      const db = await new Promise<IDBDatabase>((done, fail) => {
        open.onsuccess = () => done(open.result);
        open.onerror = () => fail(new Error('the database does not open'));
      });
      const read = (name: string) =>
        new Promise<unknown>((done) => {
          const all = db.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => done(all.result);
        });
      const stores = await Promise.all([...db.objectStoreNames].map(read));
      db.close();
      const caches = await Promise.all(
        (await globalThis.caches.keys()).map(async (name) => {
          const cache = await globalThis.caches.open(name);
          return (await cache.keys()).map(({ url }) => url);
        }),
      );
      return JSON.stringify({ stores, caches, local: Object.entries(localStorage) });
    });
  }
}
