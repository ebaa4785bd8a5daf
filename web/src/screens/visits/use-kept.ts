import { useEffect, useState } from 'react';
import { changes } from '../../offline/changes';
import { useStore } from '../../shared/store';

/**
 * Something kept on the device under a key, read again whenever anything kept changes in any tab; undefined while it is read
 * first. `read` must be the same function each time.
 */
export function useKept<T>(read: (key: string) => Promise<T>, key: string): T | undefined {
  const change = useStore(changes);
  const [kept, setKept] = useState<{ key: string; value: T }>();
  const [failed, setFailed] = useState<{ cause: unknown } | null>(null);
  useEffect(() => {
    let isLatest = true;
    read(key).then(
      (value) => isLatest && setKept({ key, value }),
      (cause: unknown) => isLatest && setFailed({ cause }),
    );
    return () => {
      isLatest = false;
    };
  }, [read, key, change]);
  if (failed !== null) throw failed.cause;
  return kept?.key === key ? kept.value : undefined;
}
