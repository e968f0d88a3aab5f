import { availability } from './availability.ts';
import { changeLags, exposureLags } from './exposure-lags.ts';
import { latencies } from './latencies.ts';
import { exclusiveWindows, rankExposures } from './practitioner-sums.ts';
import { refusals } from './refusals.ts';
import { onboarding, portability } from './register-lags.ts';
import { requestRates } from './request-rates.ts';
import { capabilities, defaultSettings, namedSearches, notices, prices } from './standards.ts';
import type { SumsSource } from './sums-source.ts';
import { support } from './support.ts';
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
  exposureLags,
  exclusiveWindows,
  availability,
  latencies,
  changeLags,
  rankExposures,
  capabilities,
  prices,
  onboarding,
  portability,
  notices,
  support,
  defaultSettings,
  namedSearches,
];
