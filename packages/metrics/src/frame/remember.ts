import type { ReleaseReader } from '@vigie/warehouse';
import { createMetricContext, type MetricContext } from './metric-context.ts';

interface Memory {
  readonly value: unknown;
  readonly statements: readonly string[];
}

/** Answers kept per open release; the oldest leave first. */
const KEPT = 64;
const memories = new WeakMap<ReleaseReader, Map<string, Promise<Memory>>>();

/**
 * What several figures of one release stand on (a month decided, a year monitored) is computed once and kept with the reader, since a release never changes. The
 * statements behind it are cited in the passport of every figure that uses it, as if it had asked them itself.
 */
export async function remembered<T>(
  context: MetricContext,
  key: string,
  compute: (context: MetricContext) => Promise<T>,
): Promise<T> {
  const kept = memories.get(context.release) ?? new Map<string, Promise<Memory>>();
  memories.set(context.release, kept);
  const known = await (kept.get(key) ?? remember(kept, key, { release: context.release, compute }));
  context.cite(known.statements);
  // The key names what was computed, by one function only: its type is that function's.
  return known.value as T;
}

function remember<T>(
  kept: Map<string, Promise<Memory>>,
  key: string,
  { release, compute }: { readonly release: ReleaseReader; readonly compute: (context: MetricContext) => Promise<T> },
): Promise<Memory> {
  const inner = createMetricContext(release);
  const memory = compute(inner).then((value) => ({ value, statements: inner.statements() }));
  kept.set(key, memory);
  // A failure is no answer: the next figure asks again.
  memory.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return memory;
}
