import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Instant } from '../domain/calendar/instant';
import type { PrismaClient } from '../prisma/client';
import type { Ledger } from '../ledger/ledger';
import type { Clock } from './clock';
import type { Files } from './files/create-store';
import type { LiveHub } from './live/hub';
import type { Metrics } from './metrics';

/** What the API must know of its surroundings; `main.ts` fills it from `config/env.ts`. */
export interface ApiConfig {
  /** Signs session cookies. The first one signs, all of them verify, so a secret can be changed without signing people out. */
  readonly sessionSecrets: readonly string[];
  /** Cookies travel over https only. */
  readonly secureCookies: boolean;
  /** Reverse proxies in front of us whose `X-Forwarded-*` is believed. */
  readonly trustedProxies: number;
  /** The address people type, e.g. `https://banjie.example.gov.cn`; null: whatever Host says. */
  readonly publicOrigin: string | null;
  readonly oidc: OidcConfig | null;
  readonly simulation: { readonly enabled: boolean };
  /** Everything here is made up, and the API listens on this machine only: people of the demo enter without a password. */
  readonly demo: boolean;
  /** Organisations with fewer stopped limits in a month are shown and not ranked. */
  readonly fewCases: number;
  /** Where the built web pages are; null: this API has none. */
  readonly webFolder: string | null;
  /** Parse every answer by its published schema before it is sent. For tests. */
  readonly checkAnswers: boolean;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the sign-in button. */
  readonly label: string;
}

/** A case's workflow as the engine tells it: nothing of it says what the case is about. */
export interface CaseInEngine {
  readonly workflowId: string;
  readonly runId: string;
  /** RUNNING, COMPLETED, TERMINATED … */
  readonly status: string;
  readonly startedAt: Instant;
  readonly closedAt: Instant | null;
  readonly historyLength: number;
  readonly historyBytes: number | null;
  /** When its durable timer fires; null while none runs. */
  readonly pendingTimer: Instant | null;
  readonly lastFailure: { readonly at: Instant; readonly message: string } | null;
}

/** What the API asks the engine itself. Nobody's work waits for it: only operators ask. */
export interface Engine {
  /** Null when the engine has no workflow of this case; throws EngineSilentError when it does not answer in time. */
  caseWorkflow(caseId: string): Promise<CaseInEngine | null>;
  close(): Promise<void>;
}

/** What the API asks of `ledger/`; a part of it, so that a test can stand in for it. */
export type LedgerPort = Pick<
  Ledger,
  | 'rollouts'
  | 'spotChecks'
  | 'bulletins'
  | 'refuseSuggestion'
  | 'reopenSuggestion'
  | 'open'
  | 'append'
  | 'load'
  | 'statesAt'
  | 'reference'
  | 'calendar'
>;

/** Everything the app works with; nothing in `api/` reaches for a global. */
export interface Deps {
  readonly prisma: PrismaClient;
  /** For libraries with their own SQL: sessions and rate limits. */
  readonly pool: Pool;
  readonly config: ApiConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly ledger: LedgerPort;
  readonly files: Files;
  readonly live: LiveHub;
  readonly engine: Engine;
}
