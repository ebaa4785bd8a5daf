/** Migrated once per run and cloned for every test file. */
export const TEMPLATE = 'banjie_template';

/** What the test files need to know; handed to them through the environment. */
export interface ServerState {
  readonly postgres: {
    readonly host: string;
    readonly port: number;
    readonly owner: string;
    readonly ownerPassword: string;
  };
  readonly appPassword: string;
  readonly engine: { readonly address: string; readonly namespace: string };
}
