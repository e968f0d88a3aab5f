/**
 * Pseudo-random draws as SQL: a value depends on the seed, the stream's name and the keys only, never on the order of execution.
 * The engine's `hash` is fixed for one engine version, which `truth.json` names.
 */
export function drawHash(seed: number, stream: string, ...keys: readonly string[]): string {
  return `hash(${seed}::BIGINT, '${stream}', ${keys.map((k) => `(${k})::BIGINT`).join(', ')})`;
}

/** `count` bits of a hash column from bit `from` on, as an INTEGER. */
export function bits(column: string, from: number, count: number): string {
  return `((${column} >> ${from}) & ${2 ** count - 1})::INTEGER`;
}

/** A whole number from 0 to n − 1 from a hash column (n well below 2^32). */
export function below(column: string, n: number | string): string {
  return `(${column} % ${typeof n === 'number' ? n : `(${n})`})::INTEGER`;
}

/**
 * The same, mixed once more. `hash` of several values ends in an exclusive or with the last one's own hash, so that two streams over the same last key
 * differ by a constant pattern of bits only; where a row takes several draws, or rows compete with each other, that would tie them together.
 */
export function mixedHash(seed: number, stream: string, ...keys: readonly string[]): string {
  return `hash(${drawHash(seed, stream, ...keys)})`;
}
