/** How much this device keeps for us, and whether the browser may throw it away when it runs out of room. */
export interface StorageUse {
  readonly usedBytes: number | null;
  readonly persisted: boolean;
}

/** Asks the browser not to throw reports away. It decides by itself or asks the person. */
export async function askToKeep(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage !== undefined && !(await storage.persisted())) await storage.persist();
}

export async function storageUse(): Promise<StorageUse> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage === undefined) return { usedBytes: null, persisted: false };
  const [{ usage }, persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
  return { usedBytes: usage ?? null, persisted };
}
