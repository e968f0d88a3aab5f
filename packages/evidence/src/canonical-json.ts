/** A value that JSON can carry without loss. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * RFC 8785 canonical JSON: keys sorted by UTF-16 code units, no spaces, numbers and strings as ECMAScript writes them.
 * A key whose value is undefined is left out, as `JSON.stringify` does.
 * @throws TypeError for what JSON cannot say: NaN, infinities, big integers, lone surrogates, functions, cycles.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, new Set());
}

function write(value: unknown, open: Set<object>): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value !== 'object') throw new TypeError(`Canonical JSON cannot hold a ${typeof value}.`);
  if (open.has(value)) throw new TypeError('Canonical JSON cannot hold a cycle.');
  open.add(value);
  const text = Array.isArray(value) ? writeArray(value, open) : writeObject(value, open);
  open.delete(value);
  return text;
}

function writeArray(values: readonly unknown[], open: Set<object>): string {
  return `[${values.map((each) => write(each, open)).join(',')}]`;
}

function writeObject(value: object, open: Set<object>): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('Canonical JSON holds plain objects only: write dates and maps as text or arrays.');
  }
  // Array.sort without a comparator orders strings by UTF-16 code units, which is what the RFC asks.
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${writeString(key)}:${write(each, open)}`).join(',')}}`;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`Canonical JSON cannot hold ${value}.`);
  return JSON.stringify(value);
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('Canonical JSON cannot hold a lone surrogate.');
  return JSON.stringify(value);
}
