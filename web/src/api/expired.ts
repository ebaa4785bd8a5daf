import { createStore } from '../shared/store';

/** True while requests wait for the person to sign in again; the dialog over the page follows it. */
export const signInNeeded = createStore(false);

let waiting: (() => void)[] = [];

/** Resolves once the person has signed in again. What they typed stays where it is meanwhile. */
export function signedInAgain(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    signInNeeded.set(true);
  });
}

/** Lets everything that waited be sent once more. */
export function resumeRequests(): void {
  const resumed = waiting;
  waiting = [];
  signInNeeded.set(false);
  for (const resume of resumed) resume();
}
