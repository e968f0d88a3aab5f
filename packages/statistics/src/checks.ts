/**
 * Guards for the caller's mistakes, as opposed to thin data: a negative count or a NaN is a bug upstream,
 * so these throw `RangeError`; thin data gets null or an `Outcome` with its reason.
 */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
}

export function requireNonNegative(name: string, value: number): void {
  requireFinite(name, value);
  if (value < 0) throw new RangeError(`${name} must not be negative, got ${value}`);
}

/** Integer in [0, 2^53). */
export function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} must be a count, got ${value}`);
}

/** `part` successes out of `whole` trials. */
export function requirePart(name: string, part: number, whole: number): void {
  requireCount(name, part);
  requireCount(`${name} total`, whole);
  if (part > whole) throw new RangeError(`${name} must not exceed its total, got ${part} of ${whole}`);
}

/** A level strictly between 0 and 1, such as a confidence. */
export function requireOpenUnit(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie strictly between 0 and 1, got ${value}`);
}

/** Element of an array at a position known to exist; throws `RangeError` otherwise. */
export function at<T>(values: ArrayLike<T>, index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`index ${index} outside 0..${values.length - 1}`);
  return value;
}
