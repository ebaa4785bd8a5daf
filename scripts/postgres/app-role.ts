import { allowLogin, withClient } from './databases';

/** The role that worker and API connect as; a migration makes it and gives it its rights, but no way to sign in. */
export const APP_ROLE = 'banjie_app';

/** Lets the application's role sign in with this password. */
export async function letAppSignIn(url: string, password: string): Promise<void> {
  const role = await withClient(url, (client) =>
    client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]),
  );
  if (!role.rowCount) throw new Error(`The migrations did not make the role ${APP_ROLE}.`);
  await allowLogin(url, APP_ROLE, password);
}
