/** Thresholds of the access figures that are no margins. On record: every passport names this version; a change is a new version. */
export const ACCESS_RULES = {
  version: 1,
  /** Level of the family (Benjamini–Hochberg) and of the year's alarm. */
  significance: 0.05,
  /** Months of closed daily sums behind the dispersion factor. */
  dispersionMonths: 3,
  /**
   * A stratum finer than specialty × département stands alone from this many units of the partner, else it is merged upward. From specialty × département on,
   * one is enough: merging further would give up like for like and gain nothing, since pooled sums take sparse strata as they are.
   */
  leastPartnerUnits: 5,
  /** A partner with many units needs more of them in one stratum: all it has in the month ÷ this; the second from specialty × département on. */
  mostFineStrata: 1000,
  mostBareStrata: 5000,
  /** Any stratum needs this many own units to compare with. */
  leastOwnUnits: 5,
  /** SMALL_SAMPLE: fewer units of the partner than this are said. */
  smallSample: 30,
  /** HETEROGENEOUS: homogeneity rejected under this p. */
  homogeneityLevel: 0.05,
  /** The homogeneity test reads the strata whose expected counts all reach this. */
  leastExpected: 0.8,
  /** Strata listed in a row, the heaviest first; all of them are in the pooled figure. */
  shownStrata: 50,
  /** CA-10: an access request without an answer closes after this many working days, as refused. */
  answerWorkingDays: 15,
  /** MEASUREMENT_FAILURE: a source that lists this much less than its median day. */
  listingFallRatio: 0.5,
  /** Fewer listed than this say nothing by falling, or by having none available. */
  leastListed: 20,
  /**
   * DUPLICATE_LISTING: share of a day's listings repeated from which no verdict is given; below, it is noted. One agenda read twice at one instant is always too much: the
   * reading is then not of what was shown.
   */
  duplicateRatio: 0.001,
} as const;
