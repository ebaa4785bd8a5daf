import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { Me, operations } from './generated/schema';

/** An operation of the API: what a person may do is a list of these. */
export type Operation = keyof operations;

/** Who is signed in; null: nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> =>
    (await ask(client.GET('/api/v1/session', { signal }))).me,
  staleTime: 60_000,
});

/** Which ways to sign in there are here. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => ask(client.GET('/api/v1/session/options', { signal })),
  staleTime: Infinity,
});

export function signIn(body: { signInName: string; password: string }): Promise<Me> {
  return ask(client.POST('/api/v1/session', { body }));
}

/** As one of the people of the demo bureau, who have no password that a visitor knows. */
export function signInToDemo(signInName: string): Promise<Me> {
  return ask(client.POST('/api/v1/session/demo', { body: { signInName } }));
}

export function signOut(): Promise<unknown> {
  return ask(client.DELETE('/api/v1/session'));
}

export function changePassword(body: { currentPassword: string; newPassword: string }): Promise<unknown> {
  return ask(client.PUT('/api/v1/me/password', { body }));
}

/** Of the desk and of the messages to whoever is signed in. */
export function setOwnLanguage(language: 'zh' | 'en'): Promise<Me> {
  return ask(client.PUT('/api/v1/me/language', { body: { language } }));
}

/** Whether one of the person's posts opens this operation. */
export function may(me: Me, operation: Operation): boolean {
  return me.may.includes(operation);
}
