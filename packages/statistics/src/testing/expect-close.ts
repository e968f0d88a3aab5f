import { expect } from 'vitest';
import type { Interval } from '../intervals/interval.ts';
import type { Outcome } from '../outcome.ts';

/** Relative closeness, 1e-9 unless the published value has fewer digits; absolute 1e-12 around 0. */
export function expectClose(actual: number | null | undefined, expected: number, relative: number = 1e-9): void {
  const allowed = expected === 0 ? 1e-12 : Math.abs(expected) * relative;
  const gap = Math.abs((actual ?? NaN) - expected);
  if (!(gap <= allowed)) expect(actual, `within ${relative} of ${expected}`).toBe(expected);
}

/** Each value against its expected one, and as many of them. */
export function expectAllClose(
  actual: readonly (number | null)[],
  expected: readonly number[],
  relative?: number,
): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expectClose(value, expected[index] ?? NaN, relative));
}

export function expectInterval(
  actual: Interval | null,
  [lower, upper]: readonly [number, number],
  relative?: number,
): void {
  expectClose(actual?.lower, lower, relative);
  if (upper === Infinity) expect(actual?.upper).toBe(Infinity);
  else expectClose(actual?.upper, upper, relative);
}

/** The value of an outcome that must not be a refusal. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  return outcome.value;
}
