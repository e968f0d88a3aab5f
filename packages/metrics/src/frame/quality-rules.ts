/** Thresholds of the checks that raise flags. Parameters on record: a figure's passport names this version. */
export const QUALITY_RULES = {
  version: 3,
  /** INCOMPLETE_PERIOD: reporters this far below the median of the preceding periods. */
  reportingFallRatio: 0.25,
  /** Practitioners with a booking vary by chance: a series of fewer than this is not judged, nor a change within this many √n. Sites that publish do not. */
  leastReporters: 20,
  reporterSigmas: 4,
  /** BREAK_IN_SERIES: the mean expansion weight of an estimated series moves by more than this. */
  breakWeightRatio: 0.1,
  /** An export that ended longer ago than this is history: noted, no longer a warning. */
  endedMonths: 12,
  /** A platform whose first whole month has less than this part of the practitioners of the months that follow is new; with more, its export begins late. */
  fullStartRatio: 0.5,
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
