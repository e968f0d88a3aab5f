import type { Logger } from '../logger.ts';

export interface ExaminerOptions {
  /** Examines the newest release; stops when the signal fires. */
  readonly examine: (signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
}

/**
 * Examines in the background, one release at a time. Nothing waits for it and nothing fails with it. Woken while it works, it leaves
 * what it is at and begins again with the release that is the newest then; what was examined stays examined.
 */
export class Examiner {
  readonly #options: ExaminerOptions;
  #loop: Promise<void> | null = null;
  #abort = new AbortController();
  #again = false;
  #closed = false;

  constructor(options: ExaminerOptions) {
    this.#options = options;
  }

  wake(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#abort.abort();
    this.#loop ??= this.#work().finally(() => {
      this.#loop = null;
    });
  }

  /** Resolves when nothing is left to examine. */
  async idle(): Promise<void> {
    while (this.#loop !== null) await this.#loop;
  }

  /** Stops what runs and waits for it. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#abort.abort();
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      this.#abort = new AbortController();
      const { signal } = this.#abort;
      try {
        await this.#options.examine(signal);
      } catch (error) {
        if (!signal.aborted) this.#options.logger.error({ err: error }, 'the examination of access stopped');
      }
    }
  }
}
