import type { Case } from '../../api/generated/schema';
import { usePostName } from './post-name';

/** Whose turn it is, in words: the colleague who took the stage over, or the post. */
export function useTurn({ turn, handler }: Case): string {
  const postName = usePostName();
  return handler?.label ?? (turn === null ? '' : postName(turn));
}
