/**
 * How a side of a drawn market is treated, as additions to and factors on the parameters. One field per indicator, so that each can be harmed alone and by
 * a known amount.
 */
export interface Treatment {
  /** Added to the probability that a valid attempt fails. */
  readonly bookingFailure: number;
  /** Added to the probability of an error of the platform. */
  readonly error: number;
  readonly throttledTimes: number;
  /** Added to the probability that a slot clicked is taken. */
  readonly stale: number;
  readonly latencyTimes: number;
  readonly lagSeconds: number;
  /** Share of slots never shown. */
  readonly hidden: number;
  readonly propagationSeconds: number;
  /** Added to the probability of a refusal. */
  readonly refused: number;
  /** Added to the probability that an export takes more than thirty days. */
  readonly late: number;
  readonly supportTimes: number;
  readonly exposureTimes: number;
  readonly downSecondsPerDay: number;
}

export const PARITY: Treatment = {
  bookingFailure: 0,
  error: 0,
  throttledTimes: 1,
  stale: 0,
  latencyTimes: 1,
  lagSeconds: 0,
  hidden: 0,
  propagationSeconds: 0,
  refused: 0,
  late: 0,
  supportTimes: 1,
  exposureTimes: 1,
  downSecondsPerDay: 0,
};

/**
 * How failures scatter over days. `independent`: not at all. `clustered`: beta-binomial by day on each side, with this design effect. `lognormal`: as in the
 * demonstration's rows.
 */
export type Scatter =
  | { readonly kind: 'independent' }
  | { readonly kind: 'clustered'; readonly designEffect: number }
  | { readonly kind: 'lognormal' };
