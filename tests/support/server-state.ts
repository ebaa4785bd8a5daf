/** Migrated once per run and cloned for every test file. */
export const TEMPLATE = 'banjie_template';

/** The role the application connects as; the migrations make it and give it its rights. */
export const APP_ROLE = 'banjie_app';

/** What the test files need to know; handed to them through the environment. */
export interface ServerState {
  readonly postgres: {
    readonly host: string;
    readonly port: number;
    readonly owner: string;
    readonly ownerPassword: string;
  };
  /** Undefined until the migrations make the role. */
  readonly appPassword: string | undefined;
  readonly engine: { readonly address: string; readonly namespace: string };
}
