/** Why a procedure gives no number. A refusal is a result: it is shown, never replaced by 0 or NaN. */
export type Refusal =
  | 'EMPTY_SAMPLE'
  | 'EMPTY_TOTAL'
  | 'SAMPLE_TOO_SMALL'
  | 'SINGLE_CLUSTER_STRATUM'
  | 'ZERO_VARIANCE'
  | 'DEGENERATE_TABLE'
  | 'NO_INFORMATIVE_STRATUM'
  | 'NO_EVENT'
  | 'TOO_MANY_ARRANGEMENTS'
  | 'CONTRADICTORY_BOUNDS'
  | 'NOT_REACHABLE';

/** A value, or the reason why there is none. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; reason: Refusal };

export function found<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(reason: Refusal): { ok: false; reason: Refusal } {
  return { ok: false, reason };
}
