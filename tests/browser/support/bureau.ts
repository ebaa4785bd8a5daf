import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { seed } from '../../../cli/seed';
import { makeTempDataDir, removeDataDir } from '../../../scripts/temp-dir';
import { runApi, type RunningApi } from '../../api/support/running-api';
import { launchBrowser } from './browser';

export type Language = 'zh-CN' | 'en';

/** The two sizes that every screen must work at. */
export const SIZES = {
  desktop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof SIZES;

export interface Visit {
  language?: Language;
  size?: Size;
  viewport?: { width: number; height: number };
  /** The zone of the reader's machine. */
  zone?: string;
}

/** A page of ours and everything that went wrong in it. */
export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console and what nobody caught; empty on a good page. */
  readonly trouble: string[];
}

/** The demo bureau behind a real API, and a real browser in front of it. */
export class Bureau {
  private readonly passwords: ReadonlyMap<string, string>;

  private constructor(
    readonly api: RunningApi,
    private readonly browser: Browser,
    private readonly dataDir: string,
  ) {
    const file = readFileSync(join(dataDir, 'sign-ins.json'), 'utf8');
    const signIns = JSON.parse(file) as { signInName: string; password: string }[];
    this.passwords = new Map(signIns.map(({ signInName, password }) => [signInName, password]));
  }

  static async open(): Promise<Bureau> {
    const dataDir = makeTempDataDir('browser');
    const webFolder = resolve(__dirname, '../../../dist/web');
    const [api, browser] = await Promise.all([runApi({ config: { webFolder } }), launchBrowser()]);
    await seed({ databaseUrl: api.database.url, dataDir, demo: true, say: () => undefined });
    return new Bureau(api, browser, dataDir);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.api.stop();
    removeDataDir(this.dataDir);
  }

  passwordOf(signInName: string): string {
    const password = this.passwords.get(signInName);
    if (password === undefined) throw new Error(`The demo has no sign-in ${signInName}`);
    return password;
  }

  /** A browser window in which nobody is signed in. */
  async visit({ language = 'zh-CN', size = 'desktop', viewport, zone }: Visit = {}): Promise<OpenedPage> {
    const context = await this.browser.newContext({
      baseURL: this.api.url,
      locale: language,
      timezoneId: zone ?? 'Asia/Shanghai',
      viewport: viewport ?? SIZES[size],
      hasTouch: size === 'phone',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      // The browser itself notes the answer "nobody is signed in"; nothing of ours could keep it from that.
      if (message.location().url.endsWith('/api/v1/me') && message.text().includes('401')) return;
      trouble.push(message.text());
    });
    return { page, context, trouble };
  }

  /** A browser window in which somebody of the demo is signed in. */
  async visitAs(signInName: string, visit: Visit = {}): Promise<OpenedPage> {
    const opened = await this.visit(visit);
    await this.signIn(opened.context, signInName);
    return opened;
  }

  async signIn(context: BrowserContext, signInName: string): Promise<void> {
    const answer = await context.request.post('/api/v1/session', {
      headers: { 'X-Banjie-Request': '1' },
      data: { signInName, password: this.passwordOf(signInName) },
    });
    if (!answer.ok()) throw new Error(`Could not sign in as ${signInName}: ${await answer.text()}`);
  }
}
