import type { MonthlyCounts } from './run-market.ts';
import type { YearlyCounts } from './run-years.ts';

/** One piece of work: a market's months, or a market's years. */
export interface WorkRequest {
  readonly seed: number;
  readonly kind: 'market' | 'year';
  readonly number: number;
}
export interface WorkReply {
  readonly request: WorkRequest;
  readonly monthly: MonthlyCounts | null;
  readonly yearly: YearlyCounts | null;
}
