const NEARLY_FULL_BYTES = 60_000_000;

/** Bytes that the browser will still keep for this app; null where it does not say. */
export async function roomLeft(): Promise<number | null> {
  const storage = navigator.storage as StorageManager | undefined;
  const found = await storage?.estimate?.().catch(() => undefined);
  return found?.quota === undefined ? null : found.quota - (found.usage ?? 0);
}

export function isNearlyFull(room: number | null): boolean {
  return room !== null && room < NEARLY_FULL_BYTES;
}

/** Asks the browser not to clear away what has not been sent; some only agree once the app is installed. */
export async function askToStay(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  try {
    return (await storage?.persisted?.()) === true || (await storage?.persist?.()) === true;
  } catch {
    return false;
  }
}
