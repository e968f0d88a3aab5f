import type { ReleaseReader } from '@vigie/warehouse';
import { openRelease, resolveReleaseNumber } from '@vigie/warehouse';

/** Open releases beyond this many are closed, the one used longest ago first, when nobody reads in it. */
const MAX_IDLE = 3;

interface Held {
  readonly reader: Promise<ReleaseReader>;
  users: number;
}

export interface ReleasePool {
  /** Runs `work` on a release that stays open at least that long; without a number on the newest. */
  use<T>(number: number | undefined, work: (reader: ReleaseReader) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Keeps releases open between requests: opening one reads its manifest and its database file. */
export function createReleasePool(home: string): ReleasePool {
  const held = new Map<number, Held>();

  const closeIdle = async (keep: number): Promise<void> => {
    const idle = [...held].filter(([, entry]) => entry.users === 0);
    for (const [number, entry] of idle.slice(0, Math.max(0, idle.length - keep))) {
      held.delete(number);
      (await entry.reader).close();
    }
  };

  const take = (number: number): Held => {
    const entry = held.get(number) ?? { reader: openRelease(home, number), users: 0 };
    held.delete(number);
    held.set(number, entry);
    entry.users += 1;
    return entry;
  };

  return {
    async use(wanted, work) {
      const number = await resolveReleaseNumber(home, wanted);
      const entry = take(number);
      try {
        return await work(await entry.reader);
      } catch (error) {
        // A release that could not be opened is tried again by the next request.
        await entry.reader.catch(() => held.delete(number));
        throw error;
      } finally {
        entry.users -= 1;
        await closeIdle(MAX_IDLE);
      }
    },
    close: () => closeIdle(0),
  };
}
