import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { ledgerQuery } from '../../api/case';

interface LostAnswer {
  readonly caseId: string;
  /** The key of the act. */
  readonly key: string;
  /** It was sent and failed, and the case has moved on since. */
  readonly isSuspected: boolean;
  readonly again: () => void;
}

/**
 * The act was recorded and only its answer got lost on the way: it stands in the ledger under its key. Sent once more it
 * is not done again, and brings the receipt. Answers whether that is so.
 */
export function useLostAnswer({ caseId, key, isSuspected, again }: LostAnswer): boolean {
  const { data } = useQuery({ ...ledgerQuery(caseId), enabled: isSuspected });
  const isRecorded = isSuspected && data?.items.some(({ commandId }) => commandId === key) === true;
  // Once by itself; should that fail too, the reader has the button.
  const sentAgain = useRef<string | null>(null);
  const send = useEffectEvent(again);
  useEffect(() => {
    if (!isRecorded || sentAgain.current === key) return;
    sentAgain.current = key;
    send();
  }, [isRecorded, key]);
  return isRecorded;
}
