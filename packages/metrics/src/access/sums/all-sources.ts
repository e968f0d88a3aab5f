import { refusals } from './refusals.ts';
import { requestRates } from './request-rates.ts';
import type { SumsSource } from './sums-source.ts';
import { throttling } from './throttling.ts';
import { visibility } from './visibility.ts';

/** One source per indicator that the product computes. */
export const SUMS_SOURCES: readonly SumsSource[] = [
  visibility,
  requestRates('CA-06'),
  throttling,
  requestRates('CA-08'),
  refusals,
  requestRates('CA-18'),
];
