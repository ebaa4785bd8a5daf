import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { runApi, type RunningApi } from '../../api/support/running-api';
import { launchBrowser } from './browser';
import { DEMO_PASSWORD, demoDatabase } from './demo-database';

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
  /** The first time in this browser: the tour is offered. */
  first?: boolean;
  /** Where the browser reaches the API; its own address unless a test stands in between. */
  through?: string;
}

/** A page of ours and everything that went wrong in it. */
export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console and what nobody caught; empty on a good page. */
  readonly trouble: string[];
}

/** The pages as they were built for the tests. */
export const BUILT = resolve(__dirname, '../../../dist/web');

/** The demo bureau behind a real API, and a real browser in front of it. */
export class Bureau {
  private constructor(
    readonly api: RunningApi,
    private readonly browser: Browser,
  ) {}

  /** With the pages of this build, or of a copy that a test changes. */
  static async open(webFolder = BUILT): Promise<Bureau> {
    const open = async () => runApi({ database: await demoDatabase(), config: { webFolder, demo: true } });
    const [api, browser] = await Promise.all([open(), launchBrowser()]);
    return new Bureau(api, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.api.stop();
  }

  /** A browser window in which nobody is signed in. */
  async visit({
    language = 'zh-CN',
    size = 'desktop',
    viewport,
    zone,
    first = false,
    through = this.api.url,
  }: Visit = {}): Promise<OpenedPage> {
    const context = await this.browser.newContext({
      baseURL: through,
      locale: language,
      timezoneId: zone ?? 'Asia/Shanghai',
      viewport: viewport ?? SIZES[size],
      hasTouch: size === 'phone',
      reducedMotion: 'reduce',
    });
    if (!first) await context.addInitScript(() => localStorage.setItem('banjie.tour', 'offered'));
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
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
      data: { signInName, password: DEMO_PASSWORD },
    });
    if (!answer.ok()) throw new Error(`Could not sign in as ${signInName}: ${await answer.text()}`);
  }
}
