/** Thresholds of the checks that raise flags. Parameters on record: a figure's passport names this version. */
export const QUALITY_RULES = {
  version: 1,
  /** INCOMPLETE_PERIOD: reporters this far below the median of the preceding periods. */
  reportingFallRatio: 0.25,
  /** How many preceding periods make the median. */
  trailingPeriods: 3,
  /** LOW_COVERAGE: known platform below this ratio of what was counted. */
  lowCoverageRatio: 0.9,
  /** OUTLIER: one unit whose removal moves a share by more than this. */
  outlierShareRatio: 0.05,
  /** BREAK_IN_SERIES: a source whose volume moves by more than this against the median of the preceding periods (rule W5). */
  breakVolumeRatio: 0.4,
  /** MEASUREMENT_FAILURE: a source that lists this much less than at the previous reading. */
  listingFallRatio: 0.5,
} as const;
