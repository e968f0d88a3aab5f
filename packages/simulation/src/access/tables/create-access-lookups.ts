import { mixedHash } from '../../engine/draw.ts';
import type { Engine } from '../../engine/open-engine.ts';
import type { Horizon } from '../../market/create-lookups.ts';
import { monthStartDay } from '../../parameters/calendar.ts';
import { logNormalPermille, quantilesOfWeights } from '../../parameters/quantiles.ts';
import { CELLS, cellLevels, cellRates } from '../cells.ts';
import { harmOf, harmWindows, scaled } from '../horizon.ts';
import * as p from '../parameters.ts';
import { latencyQuantiles, lagQuantiles, shockPermille, SHOCK_LEVELS } from '../quantile-tables.ts';
import { createAccessPractitioners } from './create-practitioners.ts';
import { createOutages } from './create-outages.ts';

export interface AccessInput {
  readonly seed: number;
  /** Months that the access tables cover. */
  readonly access: Horizon;
  /** The market's own, which the calendar tables cover. */
  readonly horizon: Horizon;
  readonly scale: number;
}

/** The small tables that the access rows look values up in; whole numbers only. They stand beside the market's own calendar and practitioners. */
export async function createAccessLookups(engine: Engine, input: AccessInput): Promise<void> {
  await createCellTables(engine);
  await createQuantiles(engine);
  await createMonths(engine, input);
  await createShocks(engine, input);
  await createAccessPractitioners(engine, input.seed);
  await createOutages(engine, input.seed);
}

async function createCellTables(engine: Engine): Promise<void> {
  await engine.run(`CREATE TABLE access_cell (cell_no INTEGER, place_no INTEGER, specialty VARCHAR, dept VARCHAR, visit_kind VARCHAR, visit_mode VARCHAR,
    fail_ppm INTEGER, error_ppm INTEGER, stale_ppm INTEGER)`);
  await engine.insert(
    'access_cell',
    CELLS.map((cell, i) => {
      const rates = cellRates(cell);
      return [
        i,
        Math.floor(i / (p.VISIT_KINDS.length * p.VISIT_MODES.length)),
        p.ACCESS_SPECIALTIES[cell.specialty] ?? '',
        cell.departement,
        p.VISIT_KINDS[cell.kind] ?? '',
        p.VISIT_MODES[cell.mode] ?? '',
        rates.bookingFailurePpm,
        rates.errorPpm,
        rates.stalePpm,
      ];
    }),
  );
  await engine.run('CREATE TABLE access_mix (side_no INTEGER, level INTEGER, cell_no INTEGER)');
  await engine.insert(
    'access_mix',
    p.ACCESS_SIDES.flatMap((side, s) => cellLevels(p.MIXES[side]).map((cell, level) => [s, level, cell])),
  );
  await engine.run(
    'CREATE TABLE access_endpoint (level INTEGER, endpoint VARCHAR, tenths INTEGER, can_throttle BOOLEAN)',
  );
  const levels = quantilesOfWeights(p.ENDPOINTS.map((e) => e.share)).map((e, level) => {
    const endpoint = p.ENDPOINTS[e];
    return `(${level},'${endpoint?.name}',${endpoint?.tenths},${endpoint?.throttled})`;
  });
  await engine.run(`INSERT INTO access_endpoint VALUES ${levels.join(',')}`);
}

/** Minutes around a median of days: a thousandth of a day is 1.44 minutes. */
function minutesOfDays(median: number, sigma: number): number[] {
  return logNormalPermille(sigma).map((v) => Math.round(v * median * 1.44));
}

async function createQuantiles(engine: Engine): Promise<void> {
  await engine.run(`CREATE TABLE access_quantile (level INTEGER, latency_permille INTEGER, exposure_s INTEGER, propagation_s INTEGER, outage_s INTEGER,
    treatment_minutes INTEGER, completion_minutes INTEGER, support_permille INTEGER)`);
  const columns = [
    latencyQuantiles(),
    lagQuantiles(p.EXPOSURE_LAG.medianSeconds, p.EXPOSURE_LAG.sigma),
    lagQuantiles(p.PROPAGATION_LAG.medianSeconds, p.PROPAGATION_LAG.sigma),
    lagQuantiles(p.OUTAGES.medianSeconds, p.OUTAGES.sigma).map((s) =>
      Math.min(p.OUTAGES.mostSeconds, Math.max(p.OUTAGES.leastSeconds, s)),
    ),
    minutesOfDays(p.ACCESS_REQUESTS.treatmentMedianDays, p.ACCESS_REQUESTS.treatmentSigma),
    minutesOfDays(p.ACCESS_REQUESTS.completionMedianDays, p.ACCESS_REQUESTS.completionSigma),
    logNormalPermille(p.SUPPORT.sigma),
  ];
  const levels = columns[0] ?? [];
  await engine.insert(
    'access_quantile',
    levels.map((_, level) => [level, ...columns.map((column) => column[level] ?? 0)]),
  );
}

/** `access_month`: per month and side the rows to make and the harm done; `first_day` and `days` of the month. */
async function createMonths(engine: Engine, { access, scale }: AccessInput): Promise<void> {
  await engine.run(`CREATE TABLE access_month (month_no INTEGER, side_no INTEGER, side VARCHAR, first_day INTEGER, days INTEGER, requests INTEGER, probes_a_day INTEGER,
    changes INTEGER, access_requests INTEGER, tickets INTEGER, slots INTEGER, searches INTEGER, named_searches INTEGER,
    lag_add INTEGER, hidden_permille INTEGER, fail_add INTEGER, slower_permille INTEGER, error_add INTEGER, throttle_permille INTEGER, refused_add INTEGER, down_s INTEGER)`);
  const windows = harmWindows(access);
  const rows: (number | string)[][] = [];
  for (let m = access.from; m < access.toExclusive; m++) {
    const first = monthStartDay(m);
    p.ACCESS_SIDES.forEach((side, s) => {
      const volume = p.VOLUMES[side];
      const harm = harmOf(windows, side, m);
      const own = side === 'own';
      rows.push([
        m,
        s,
        side,
        first,
        monthStartDay(m + 1) - first,
        scaled(volume.requests, scale),
        scaled(volume.probesPerDay, scale),
        scaled(volume.changes, scale),
        scaled(volume.accessRequests, scale),
        scaled(volume.tickets, scale),
        own ? scaled(p.SLOTS_PER_MONTH, scale) : 0,
        own ? scaled(p.SEARCHES_PER_MONTH, scale) : 0,
        own ? scaled(p.NAMED_SEARCHES_PER_MONTH, scale) : 0,
        harm.exposureLagSeconds,
        harm.hiddenPermille,
        harm.bookingFailurePpm,
        harm.latencyPermille,
        harm.errorPpm,
        harm.throttledPermille,
        harm.refusedPpm,
        harm.downSecondsPerDay,
      ]);
    });
  }
  await engine.insert('access_month', rows);
}

/** `access_shock`: the factors by which a day multiplies the rates and latencies of a side, per mille. */
async function createShocks(engine: Engine, { seed }: AccessInput): Promise<void> {
  await engine.run('CREATE TABLE access_noise (level INTEGER, rate_permille INTEGER, latency_permille INTEGER)');
  const rates = shockPermille();
  const latency = logNormalPermille(p.DAY_SHOCK_SIGMA.latency, SHOCK_LEVELS);
  await engine.insert(
    'access_noise',
    rates.map((v, level) => [level, v, latency[level] ?? 1000]),
  );
  const level = (stream: number): string =>
    `${mixedHash(seed, 'shock', 'day_no', 'side_no', String(stream))} % ${SHOCK_LEVELS}`;
  await engine.run(`CREATE TABLE access_shock AS
    WITH days AS (SELECT side_no, first_day - 1 + unnest(range(days + 2))::INTEGER AS day_no FROM access_month),
    each_day AS (SELECT DISTINCT side_no, day_no FROM days)
    SELECT day_no * 8 + side_no AS shock_key, f.rate_permille AS fail_permille, e.rate_permille AS error_permille, t.rate_permille AS throttle_permille,
      s.rate_permille AS stale_permille, l.latency_permille
    FROM each_day JOIN access_noise f ON f.level = ${level(1)} JOIN access_noise e ON e.level = ${level(2)} JOIN access_noise t ON t.level = ${level(3)}
      JOIN access_noise s ON s.level = ${level(4)} JOIN access_noise l ON l.level = ${level(5)}
    ORDER BY shock_key`);
}
