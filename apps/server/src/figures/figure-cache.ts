import { AppError } from '@vigie/kernel';

export interface FigureCacheOptions<T> {
  /** The sum of the kept values' weights never passes this. */
  readonly maxWeight: number;
  readonly weigh: (value: T) => number;
}

interface Shared<T> {
  readonly promise: Promise<T>;
  readonly abort: AbortController;
  waiters: number;
}

const cancelled = (): AppError =>
  new AppError('CANCELLED', 'The request was cancelled.', { reason: 'REQUEST_CANCELLED' });

/**
 * Keeps the values used last, and lets identical requests that arrive together share one computation, which is aborted
 * only when the last of them has gone. What is keyed here never changes (releases are immutable), so nothing expires.
 * One instance per server: two servers in one process never answer for each other.
 */
export class FigureCache<T> {
  readonly #options: FigureCacheOptions<T>;
  readonly #kept = new Map<string, { value: T; weight: number }>();
  readonly #underWay = new Map<string, Shared<T>>();
  #weight = 0;

  constructor(options: FigureCacheOptions<T>) {
    this.#options = options;
  }

  get weight(): number {
    return this.#weight;
  }

  async get(key: string, compute: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      // A Map keeps insertion order: the front is what was used longest ago.
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.value;
    }
    if (signal?.aborted === true) throw cancelled();
    const shared = this.#underWay.get(key) ?? this.#begin(key, compute);
    return this.#wait(key, shared, signal);
  }

  #begin(key: string, compute: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const abort = new AbortController();
    const promise = compute(abort.signal).then(
      (value) => {
        this.#forgetWork(key, shared);
        this.#keep(key, value);
        return value;
      },
      (error: unknown) => {
        this.#forgetWork(key, shared);
        throw error;
      },
    );
    const shared: Shared<T> = { promise, abort, waiters: 0 };
    this.#underWay.set(key, shared);
    return shared;
  }

  async #wait(key: string, shared: Shared<T>, signal: AbortSignal | undefined): Promise<T> {
    shared.waiters += 1;
    let leave: (() => void) | undefined;
    const gone = new Promise<never>((_, reject) => {
      leave = () => reject(cancelled());
      signal?.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([shared.promise, gone]);
    } finally {
      if (leave !== undefined) signal?.removeEventListener('abort', leave);
      shared.waiters -= 1;
      if (shared.waiters === 0 && this.#underWay.get(key) === shared) {
        // Nobody waits any more; the next request begins anew rather than joining work that is being stopped.
        this.#underWay.delete(key);
        shared.promise.catch(() => undefined);
        shared.abort.abort();
      }
    }
  }

  #forgetWork(key: string, shared: Shared<T>): void {
    if (this.#underWay.get(key) === shared) this.#underWay.delete(key);
  }

  #keep(key: string, value: T): void {
    const weight = this.#options.weigh(value);
    if (weight > this.#options.maxWeight) return;
    this.#kept.set(key, { value, weight });
    this.#weight += weight;
    for (const [oldest, entry] of this.#kept) {
      if (this.#weight <= this.#options.maxWeight) break;
      this.#kept.delete(oldest);
      this.#weight -= entry.weight;
    }
  }
}
