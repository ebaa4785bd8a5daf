/** A Temporal server that already runs somewhere. */
export interface RunningEngine {
  readonly kind: 'address';
  readonly address: string;
  readonly version: string;
}

/** A server and its schema tool, built from the published Go module. */
export interface BuiltEngine {
  readonly kind: 'built';
  readonly server: string;
  readonly sql: string;
  readonly version: string;
}

/** The development server of the Temporal command line: fine to look at the product, not to load it. */
export interface DevServerEngine {
  readonly kind: 'dev-server';
  readonly executable: string;
  readonly source: 'path' | 'download';
  readonly version: string;
}

export type Candidate = RunningEngine | BuiltEngine | DevServerEngine;

/** Either a candidate, or the reason why this source has none, in words for the person at the terminal. */
export type Finding = { readonly found: Candidate } | { readonly missing: string };

/** What looking for an engine may do to the world; tests pass fakes. */
export interface FinderEffects {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The built server in the user's cache, if it is complete. */
  readonly cachedBuild: (version: string) => BuiltEngine | undefined;
  /** Full path of a program on PATH. */
  readonly which: (program: string) => string | undefined;
  /** Standard output of a short command; throws when it fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
  /** `getSystemInfo().serverVersion` of a running server; throws when nothing answers. */
  readonly serverVersion: (address: string) => Promise<string>;
  /** The development server that the SDK downloads; throws when there is no internet. */
  readonly download: () => Promise<string>;
  /** Builds server and schema tool with this Go; takes minutes. */
  readonly build: (go: string, version: string) => Promise<BuiltEngine>;
}

export interface EngineNeeds {
  /** Virtual time on the real server (tests, simulation) exists from 1.32 on. */
  readonly requireTimeSkipping: boolean;
}
