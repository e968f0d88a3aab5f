import { randomBytes } from 'node:crypto';
import type { NumberedEvent, ProgressService } from '@vigie/api';

/** As many past events as a client that lost its connection may ask for again. */
const HISTORY = 500;
/** Events that a slow client may owe before older ones about the same thing are dropped for it. */
const BACKLOG = 200;
/** Snapshots take milliseconds and progress comes a few times a second: one or two are enough. */
const SNAPSHOT_ATTEMPTS = 10;

/** Whatever subscribers are told of; each subscription takes its own kinds. */
export type BusEvent = NumberedEvent['event'];

export interface ProgressBus extends ProgressService {
  publish(event: BusEvent): void;
  /** Ends every subscription. */
  close(): void;
}

function subjectOf(event: BusEvent): string {
  if (event.kind === 'upload') return event.upload.id;
  return event.kind === 'job' ? event.job.id : event.case.id;
}

/** One subscriber's queue. Events carry whole states, so of two about one thing only the last matters. */
class Follower {
  #waiting: NumberedEvent[] = [];
  #wake: (() => void) | undefined;

  push(event: NumberedEvent): void {
    if (this.#waiting.length >= BACKLOG) {
      const subject = subjectOf(event.event);
      this.#waiting = this.#waiting.filter((other) => subjectOf(other.event) !== subject);
    }
    this.#waiting.push(event);
    this.wake();
  }

  forget(): void {
    this.#waiting = [];
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  async take(): Promise<NumberedEvent[]> {
    if (this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}

/**
 * Tells subscribers what changed. `snapshot` gives the things under way or just ended: a newcomer, or one whose last event is of
 * another run of the server or too old, begins with them.
 */
export function createProgressBus(snapshot: () => Promise<BusEvent[]>): ProgressBus {
  const run = randomBytes(4).toString('hex');
  const followers = new Set<Follower>();
  const ending = new AbortController();
  let history: NumberedEvent[] = [];
  let last = 0;

  const missedSince = (lastEventId: string | undefined): NumberedEvent[] | null => {
    const [theirRun, number] = (lastEventId ?? '').split('-');
    if (theirRun !== run) return null;
    const since = Number(number);
    const oldest = last - history.length;
    return Number.isInteger(since) && since >= oldest && since <= last ? history.slice(since - oldest) : null;
  };

  /**
   * The things under way, as of one moment: read again when something was published meanwhile, because what was read may be
   * older or newer than that, and nobody wants to see a finished job run again.
   */
  async function* begin(follower: Follower): AsyncGenerator<NumberedEvent> {
    for (let attempt = 1; ; attempt += 1) {
      follower.forget();
      const at = last;
      const events = await snapshot();
      if (last !== at && attempt < SNAPSHOT_ATTEMPTS) continue;
      for (const event of events) yield { id: `${run}-${at}`, event };
      return;
    }
  }

  async function* follow(lastEventId: string | undefined, signal: AbortSignal): AsyncGenerator<NumberedEvent> {
    const follower = new Follower();
    const end = AbortSignal.any([signal, ending.signal]);
    const wake = (): void => follower.wake();
    end.addEventListener('abort', wake, { once: true });
    const missed = missedSince(lastEventId);
    followers.add(follower);
    try {
      yield* missed ?? begin(follower);
      while (!end.aborted) yield* await follower.take();
    } finally {
      followers.delete(follower);
      end.removeEventListener('abort', wake);
    }
  }

  return {
    follow,
    publish(event) {
      last += 1;
      const numbered = { id: `${run}-${last}`, event };
      history = [...history.slice(-(HISTORY - 1)), numbered];
      for (const follower of followers) follower.push(numbered);
    },
    close: () => ending.abort(),
  };
}
