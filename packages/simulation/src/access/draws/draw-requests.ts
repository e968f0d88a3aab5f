import { frenchHolidays, monthStartDay, weekday, yearOfDay } from '../../parameters/calendar.ts';
import { logNormalPermille, ONLINE_HOURS, ONLINE_WEEKDAYS, quantilesOfWeights } from '../../parameters/quantiles.ts';
import { CELLS, CELL_LEVELS, cellLevels, cellRates } from '../cells.ts';
import * as p from '../parameters.ts';
import { latencyQuantiles, shockPermille, SHOCK_LEVELS } from '../quantile-tables.ts';
import { drawBeta, type Random } from './random.ts';
import type { Scatter, Treatment } from './treatment.ts';

/** What became of a drawn request. Booking attempts that are excluded, and those that failed without an error, have codes of their own. */
export const FATE = {
  success: 0,
  empty: 1,
  throttled: 2,
  error: 3,
  timeout: 4,
  excluded: 5,
  failed: 6,
  stale: 7,
} as const;

/** A month of one side's requests, one element per request. Cells as in `CELLS`, endpoints as in `ENDPOINTS`, days from 0. */
export interface RequestRows {
  readonly days: number;
  readonly cell: Uint8Array;
  readonly day: Uint8Array;
  /** 4 × weekend + (0 night, 1 morning, 2 afternoon, 3 evening). */
  readonly band: Uint8Array;
  readonly endpoint: Uint8Array;
  readonly fate: Uint8Array;
  /** Tenths of a millisecond to the last byte; 0 where there was no answer. */
  readonly tenths: Int32Array;
}

export interface RequestInput {
  readonly month: number;
  readonly requests: number;
  readonly mix: p.StratumMix;
  readonly treatment: Treatment;
  readonly scatter: Scatter;
}

const RATES = CELLS.map(cellRates);
const LATENCIES = latencyQuantiles();
const ENDPOINT_LEVELS = quantilesOfWeights(p.ENDPOINTS.map((e) => e.share));
const HOURS = quantilesOfWeights(ONLINE_HOURS);
const SHOCKS = { rates: shockPermille(), latency: logNormalPermille(p.DAY_SHOCK_SIGMA.latency, SHOCK_LEVELS) };
const MILLION = 1_000_000;

const mixes = new WeakMap<p.StratumMix, Uint8Array>();
const bases = new WeakMap<p.StratumMix, Record<Stream, number>>();
const calendars = new Map<number, { readonly days: Uint8Array; readonly weekend: readonly boolean[] }>();

/** The same mechanism as the SQL of `api_request`, request by request; outages aside. A retried time-out succeeds, as there. */
export function drawRequests(random: Random, input: RequestInput): RequestRows {
  const { requests, mix, treatment } = input;
  const levels = levelsOf(mix);
  const calendar = calendarOf(input.month);
  const rows = allocate(requests, calendar.weekend.length);
  const shocks = drawShocks(random, input, calendar.weekend.length);
  for (let i = 0; i < requests; i++) {
    const cell = levels[(random() * CELL_LEVELS) | 0] ?? 0;
    const day = calendar.days[(random() * calendar.days.length) | 0] ?? 0;
    const hour = HOURS[(random() * HOURS.length) | 0] ?? 0;
    const endpoint = ENDPOINT_LEVELS[(random() * ENDPOINT_LEVELS.length) | 0] ?? 0;
    const fate = drawFate(random, { cell, endpoint, treatment, shock: shocks[day] });
    rows.cell[i] = cell;
    rows.day[i] = day;
    rows.band[i] = (calendar.weekend[day] === true ? 4 : 0) + Math.floor(hour / 6);
    rows.endpoint[i] = endpoint;
    rows.fate[i] = fate;
    const level = LATENCIES[(random() * LATENCIES.length) | 0] ?? 1000;
    const slow = (p.LATENCY.hourPermille[hour] ?? 1000) * (shocks[day]?.latency ?? 1) * treatment.latencyTimes;
    rows.tenths[i] =
      fate === FATE.timeout
        ? 0
        : Math.max(1, Math.floor(((p.ENDPOINTS[endpoint]?.tenths ?? 0) * level * slow) / MILLION));
  }
  return rows;
}

interface DayShock {
  readonly failure: number;
  readonly error: number;
  readonly throttled: number;
  readonly stale: number;
  readonly latency: number;
  /** True where the harm is multiplied too, so that the design effect holds for the harmed rate. */
  readonly onHarm: boolean;
}

interface FateInput {
  readonly cell: number;
  readonly endpoint: number;
  readonly treatment: Treatment;
  readonly shock: DayShock | undefined;
}

function drawFate(random: Random, { cell, endpoint, treatment, shock }: FateInput): number {
  const kind = p.ENDPOINTS[endpoint];
  const rates = RATES[cell];
  if (kind === undefined || rates === undefined || shock === undefined) return FATE.success;
  const rate = (ppm: number, factor: number, harm: number): number =>
    (ppm / MILLION) * factor + harm * (shock.onHarm ? factor : 1);
  const throttled = (p.THROTTLED_PPM / MILLION) * shock.throttled * treatment.throttledTimes;
  if (kind.throttled && random() < throttled) return FATE.throttled;
  if (random() < rate(rates.errorPpm, shock.error, treatment.error)) {
    const isTimeout = random() * 1000 < p.TIMEOUT_PERMILLE_OF_ERRORS;
    return isTimeout ? FATE.timeout : FATE.error;
  }
  if (kind.name === 'BOOK') {
    const excluded = p.EXCLUDED_ATTEMPTS_PPM.partner + p.EXCLUDED_ATTEMPTS_PPM.patient;
    if (random() * MILLION < excluded) return FATE.excluded;
    return random() < rate(rates.bookingFailurePpm, shock.failure, treatment.bookingFailure)
      ? FATE.failed
      : FATE.success;
  }
  if (kind.name === 'SLOT_READ')
    return random() < rate(rates.stalePpm, shock.stale, treatment.stale) ? FATE.stale : FATE.success;
  if (kind.name === 'SLOT_SEARCH') return random() * MILLION < p.EMPTY_SEARCH_PPM ? FATE.empty : FATE.success;
  return FATE.success;
}

/** A factor per day and stream. Clustered: the day's rate is beta with the side's mean rate, strong enough that the day's total has the design effect. */
function drawShocks(random: Random, input: RequestInput, days: number): DayShock[] {
  const { scatter } = input;
  const table = (values: readonly number[]): number => (values[(random() * values.length) | 0] ?? 1000) / 1000;
  const means = meanRates(input);
  return Array.from({ length: days }, () => {
    if (scatter.kind === 'independent')
      return { failure: 1, error: 1, throttled: 1, stale: 1, latency: 1, onHarm: true };
    if (scatter.kind === 'lognormal')
      return {
        failure: table(SHOCKS.rates),
        error: table(SHOCKS.rates),
        throttled: table(SHOCKS.rates),
        stale: table(SHOCKS.rates),
        latency: table(SHOCKS.latency),
        onHarm: false,
      };
    const factor = ({ rate, share }: { rate: number; share: number }): number => {
      const units = (input.requests * share) / days;
      const strength = Math.max(1, units - 1) / (scatter.designEffect - 1) - 1;
      return strength > 0 ? drawBeta(random, rate, strength) / rate : 1;
    };
    const { sigma } = p.LATENCY;
    const perDay = input.requests / days;
    const latency = Math.exp(
      (sigma * Math.sqrt((scatter.designEffect - 1) / perDay) * (random() + random() + random() - 1.5)) / 0.5,
    );
    return {
      failure: factor(means.failure),
      error: factor(means.error),
      throttled: factor(means.throttled),
      stale: factor(means.stale),
      latency,
      onHarm: true,
    };
  });
}

/** Share of the requests that go to some endpoints. */
function share(of: (e: (typeof p.ENDPOINTS)[number]) => boolean): number {
  return p.ENDPOINTS.filter(of).reduce((sum, e) => sum + e.share, 0) / 1024;
}

type Stream = 'failure' | 'error' | 'throttled' | 'stale';

/** A side's mean rate of each stream, harm included, and the share of its requests that the stream is about. */
function meanRates({ mix, treatment }: RequestInput): Record<Stream, { rate: number; share: number }> {
  const base = baseRates(mix);
  return {
    failure: { rate: base.failure + treatment.bookingFailure, share: share((e) => e.name === 'BOOK') },
    error: { rate: base.error + treatment.error, share: 1 },
    throttled: { rate: base.throttled * treatment.throttledTimes, share: share((e) => e.throttled) },
    stale: { rate: base.stale + treatment.stale, share: share((e) => e.name === 'SLOT_READ') },
  };
}

/** Mean rates of a mix under parity. */
export function baseRates(mix: p.StratumMix): Record<Stream, number> {
  const known = bases.get(mix);
  if (known !== undefined) return known;
  const levels = levelsOf(mix);
  const mean = (of: (rates: (typeof RATES)[number]) => number): number => {
    let sum = 0;
    for (const cell of levels) {
      const rates = RATES[cell];
      if (rates !== undefined) sum += of(rates);
    }
    return sum / levels.length / MILLION;
  };
  const base = {
    failure: mean((r) => r.bookingFailurePpm),
    error: mean((r) => r.errorPpm),
    throttled: p.THROTTLED_PPM / MILLION,
    stale: mean((r) => r.stalePpm),
  };
  bases.set(mix, base);
  return base;
}

function levelsOf(mix: p.StratumMix): Uint8Array {
  const known = mixes.get(mix);
  if (known !== undefined) return known;
  const levels = Uint8Array.from(cellLevels(mix));
  mixes.set(mix, levels);
  return levels;
}

/** Days of a month as equally likely levels (weekdays, holidays), as in the market's own calendar. */
function calendarOf(month: number): { readonly days: Uint8Array; readonly weekend: readonly boolean[] } {
  const known = calendars.get(month);
  if (known !== undefined) return known;
  const first = monthStartDay(month);
  const days = Array.from({ length: monthStartDay(month + 1) - first }, (_, i) => first + i);
  const holidays = frenchHolidays(yearOfDay(first));
  const weights = days.map((d) => (holidays.has(d) ? 45 : (ONLINE_WEEKDAYS[weekday(d)] ?? 0)));
  const calendar = { days: Uint8Array.from(quantilesOfWeights(weights)), weekend: days.map((d) => weekday(d) >= 5) };
  calendars.set(month, calendar);
  return calendar;
}

function allocate(n: number, days: number): RequestRows {
  return {
    days,
    cell: new Uint8Array(n),
    day: new Uint8Array(n),
    band: new Uint8Array(n),
    endpoint: new Uint8Array(n),
    fate: new Uint8Array(n),
    tenths: new Int32Array(n),
  };
}
