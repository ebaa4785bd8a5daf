import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem';

const TRIES = 2;

/** What was read stays shown while it is read again; a refusal is final, an API that did not answer is asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => !(error instanceof ProblemError) && failures < TRIES,
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      // A command has one Idempotency-Key for each form: the form repeats it, not the library.
      mutations: { retry: false },
    },
  });
}
