/**
 * Everything that the access tables and the calibration are drawn from, in one place. Rates are in parts per million (ppm), factors per mille, times in seconds,
 * weights in any unit. Parity means: the same rates on every side within a stratum. Mixes of strata differ on purpose, so that crude figures lie.
 */

/** Sides of the comparison. Position = side number in the generator's tables. */
export const ACCESS_SIDES = ['own', 'alpha', 'beta', 'gamma', 'delta'] as const;
export type AccessSide = (typeof ACCESS_SIDES)[number];
export type AccessPartner = Exclude<AccessSide, 'own'>;
export const ACCESS_PARTNERS: readonly AccessPartner[] = ['alpha', 'beta', 'gamma', 'delta'];

/** Specialties that the logs speak of; the order is that of the weights and rates below. */
export const ACCESS_SPECIALTIES = ['SM54', 'SM40', 'SM19', 'SM15', 'SM38'] as const;
/** Département groups: metropolis, town, countryside. */
export const DEPARTEMENT_GROUPS = [
  ['75', '69', '13'],
  ['31', '44', '67'],
  ['23', '58', '15'],
] as const;
export const VISIT_KINDS = ['FIRST', 'FOLLOW_UP'] as const;
export const VISIT_MODES = ['AMB', 'VR'] as const;
/** Practitioners of a specialty and département whose agendas the logs speak of. */
export const PRACTITIONERS_PER_CELL = 10;
/** Who manages the agenda of the k-th of them; what own manages is what slots and probes are about. */
export const MANAGED_BY: readonly AccessSide[] = [
  'own',
  'own',
  'own',
  'own',
  'own',
  'alpha',
  'alpha',
  'beta',
  'beta',
  'gamma',
];

/** Mix of strata of each side's requests: weights by specialty and by département group, first visits and teleconsultations per mille. */
export interface StratumMix {
  readonly specialty: readonly number[];
  readonly group: readonly number[];
  readonly firstPermille: number;
  readonly remotePermille: number;
}
export const MIXES: Readonly<Record<AccessSide, StratumMix>> = {
  own: { specialty: [40, 20, 16, 12, 12], group: [5, 3, 2], firstPermille: 400, remotePermille: 120 },
  /** The hard strata: a crude comparison shows a fault that is not there. */
  alpha: { specialty: [16, 12, 20, 26, 26], group: [7, 2, 1], firstPermille: 550, remotePermille: 80 },
  /** The easy strata: a crude comparison hides a fault that is there. */
  beta: { specialty: [60, 28, 6, 3, 3], group: [2, 3, 5], firstPermille: 300, remotePermille: 160 },
  gamma: { specialty: [30, 20, 20, 15, 15], group: [4, 4, 2], firstPermille: 400, remotePermille: 120 },
  delta: { specialty: [40, 20, 16, 12, 12], group: [5, 3, 2], firstPermille: 400, remotePermille: 120 },
};

/** Valid booking attempts that fail: by specialty, plus département group, plus first visit. */
export const BOOKING_FAILURE_PPM = {
  specialty: [8_000, 15_000, 30_000, 70_000, 90_000],
  group: [15_000, 5_000, 0],
  first: 8_000,
} as const;
/** Requests that end in an error of the platform: a base, times factors by group and mode. */
export const ERROR_PPM = { base: 1_500, groupPermille: [1_500, 1_000, 800], remotePermille: 2_000 } as const;
/** Offered slots that turn out to be taken: a base, times a factor by specialty. */
export const STALE_PPM = { base: 1_200, specialtyPermille: [1_000, 1_000, 2_000, 2_500, 2_500] } as const;
/** Searches, reads and directory look-ups that are throttled, whatever the stratum: CA-07 knows no strata. */
export const THROTTLED_PPM = 50_000;
/** Of the errors, those that get no answer at all. */
export const TIMEOUT_PERMILLE_OF_ERRORS = 250;
/** Attempts that are the partner's or the patient's own fault, kept out of CA-08. */
export const EXCLUDED_ATTEMPTS_PPM = { partner: 10_000, patient: 8_000 } as const;
/** Searches without any slot. An empty result is no error. */
export const EMPTY_SEARCH_PPM = 80_000;

/** Endpoints: share in 1,024ths of the requests and median time to last byte in tenths of a millisecond. */
export const ENDPOINTS = [
  { name: 'SLOT_SEARCH', share: 220, tenths: 1_800, throttled: true },
  { name: 'SLOT_READ', share: 350, tenths: 900, throttled: true },
  { name: 'BOOK', share: 360, tenths: 2_400, throttled: false },
  { name: 'CANCEL', share: 40, tenths: 1_500, throttled: false },
  { name: 'MOVE', share: 20, tenths: 2_600, throttled: false },
  { name: 'PRACTITIONER_DIR', share: 20, tenths: 1_200, throttled: true },
  { name: 'EXPORT', share: 7, tenths: 9_000, throttled: false },
  { name: 'WEBHOOK', share: 7, tenths: 600, throttled: false },
] as const;
/** Latency is log-normal with this sigma around the median; the slowest 2 % have a heavier tail, up to e^`tail` times longer. */
export const LATENCY = {
  sigma: 0.55,
  tail: 1.2,
  /** Slower where the day is busy, whoever asks: by hour. */
  hourPermille: [
    900, 900, 900, 900, 900, 900, 950, 1_000, 1_150, 1_250, 1_250, 1_150, 1_050, 1_050, 1_100, 1_100, 1_150, 1_200,
    1_150, 1_050, 1_000, 1_000, 950, 900,
  ],
} as const;

/** Failures come in bunches: every day multiplies a side's rates by a factor of mean 1, log-normal with these sigmas. */
export const DAY_SHOCK_SIGMA = { rates: 0.35, latency: 0.03 } as const;

/**
 * Rows of a month at scale 1. Slots, searches and named searches are nobody's in particular. The two larger partners have what 90 % power at twice the margin
 * takes in a family of 70 tests, with failures in bunches (design effect 2): a standard error of at most 2δ/(3.14 + 1.28). CA-08, the most demanding,
 * needs about 2,400 attempts of the partner and 5,500 own ones; portability alone stays below (it would take 450 requests a month).
 */
export interface SideVolume {
  readonly requests: number;
  /** Probes of a day (none by own against itself). */
  readonly probesPerDay: number;
  readonly changes: number;
  readonly accessRequests: number;
  readonly tickets: number;
  /** Practitioners who gave the partner a mandate, per mille. */
  readonly mandatePermille: number;
}
export const VOLUMES: Readonly<Record<AccessSide, SideVolume>> = {
  own: v(16_000, 0, 600, 300, 360, 1_000),
  alpha: v(7_000, 14, 300, 300, 120, 950),
  beta: v(7_000, 14, 300, 300, 120, 950),
  gamma: v(2_000, 6, 120, 100, 45, 500),
  delta: v(500, 2, 30, 25, 12, 120),
};
export const SLOTS_PER_MONTH = 4_500;
export const SEARCHES_PER_MONTH = 450;
export const NAMED_SEARCHES_PER_MONTH = 600;

/** Seconds between the first showing on one channel and on another: log-normal. The baseline, own web against own app, has the same. */
export const EXPOSURE_LAG = { medianSeconds: 20, sigma: 1 } as const;
/** Seconds until a cancellation or a move is seen on the other side. */
export const PROPAGATION_LAG = { medianSeconds: 18, sigma: 0.9, neverPermille: 4 } as const;
/** A listed slot that one reading misses by chance, on either side. */
export const FLICKER_PPM = 5_000;
/** Fate of a slot: booked, withdrawn, else free until it starts. */
export const SLOT_FATE_PERMILLE = { booked: 700, withdrawn: 50 } as const;

/** Unplanned outages of each interface in a month, in seconds (log-normal around the median, between the bounds); one planned one that hits every interface at once. */
export const OUTAGES = {
  perMonth: 4,
  medianSeconds: 90,
  sigma: 0.7,
  leastSeconds: 40,
  mostSeconds: 900,
  maintenanceSeconds: 600,
} as const;

/** The register of access requests. Days are log-normal; a partner's portability requests have own's as their baseline. */
export const ACCESS_REQUESTS = {
  refusedPpm: 10_000,
  partialPpm: 5_000,
  withdrawnPpm: 10_000,
  reasonMissingPermille: 20,
  treatmentMedianDays: 3,
  treatmentSigma: 0.5,
  completionMedianDays: 7,
  completionSigma: 0.5,
  /** Shares of the kinds, per mille; the rest is DATA_ACCESS. */
  kindPermille: { API_ACCESS: 100, HOSPITAL_AGENDA: 50, PORTABILITY: 450 },
} as const;
/** Hours until the first answer, by severity S1–S4 (median), log-normal; resolution takes `resolutionTimes` as long. */
export const SUPPORT = {
  firstResponseMedianHours: [1, 4, 12, 30],
  sigma: 0.8,
  severityPermille: [50, 200, 450, 300],
  resolutionTimes: 6,
} as const;

/** The fifth partner of the calibration's markets; the demonstration has four. */
export const CALIBRATION_PARTNERS: readonly { name: string; mix: StratumMix; volume: SideVolume }[] = [
  ...ACCESS_PARTNERS.map((name) => ({ name, mix: MIXES[name], volume: VOLUMES[name] })),
  { name: 'zeta', mix: MIXES.gamma, volume: v(7_000, 14, 300, 300, 120, 950) },
];

/** How one partner is treated worse, relative to parity. Zeros and 1,000s change nothing. */
export interface Harm {
  readonly exposureLagSeconds: number;
  /** Slots never shown. */
  readonly hiddenPermille: number;
  readonly bookingFailurePpm: number;
  readonly latencyPermille: number;
  readonly errorPpm: number;
  readonly throttledPermille: number;
  readonly refusedPpm: number;
  /** A nightly interruption of this length. */
  readonly downSecondsPerDay: number;
}
export const NO_HARM: Harm = {
  exposureLagSeconds: 0,
  hiddenPermille: 0,
  bookingFailurePpm: 0,
  latencyPermille: 1_000,
  errorPpm: 0,
  throttledPermille: 1_000,
  refusedPpm: 0,
  downSecondsPerDay: 0,
};
/** What beta suffers in its bad months: about twice the margin of each indicator. */
export const WORSE: Harm = {
  exposureLagSeconds: 150,
  hiddenPermille: 50,
  bookingFailurePpm: 45_000,
  latencyPermille: 1_300,
  errorPpm: 12_000,
  throttledPermille: 1_700,
  refusedPpm: 180_000,
  downSecondsPerDay: 95,
};

/** The logs begin in January 2021 (month 72), or with the last year of a market that ends before 2022. */
export const ACCESS_FROM_MONTH = 72;
export const LEAST_ACCESS_MONTHS = 12;
/** Months at the end of the horizon in which beta is treated worse once more; a third of a short one. */
export const LAST_WORSE_MONTHS = 4;

function v(
  requests: number,
  probesPerDay: number,
  changes: number,
  accessRequests: number,
  tickets: number,
  mandatePermille: number,
): SideVolume {
  return { requests, probesPerDay, changes, accessRequests, tickets, mandatePermille };
}
