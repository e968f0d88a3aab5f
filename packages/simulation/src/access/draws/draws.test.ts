import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from 'duckdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthNumber } from '../../parameters/calendar.ts';
import { simulateMarket } from '../../simulate-market.ts';
import * as p from '../parameters.ts';
import { drawOwnMonth, drawPartnerMonth } from './draw-month.ts';
import { FATE, type RequestRows } from './draw-requests.ts';
import { createRandom, drawBeta, drawBinomial, drawGamma, drawPoisson } from './random.ts';
import { PARITY, type Treatment } from './treatment.ts';

/** Means are held to four standard errors; seeds are fixed, so nothing here happens by chance. */
const FOUR = 4;

function momentsOf(draw: () => number, n: number): { mean: number; variance: number; error: number } {
  const values = Array.from({ length: n }, draw);
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  return { mean, variance, error: Math.sqrt(variance / n) };
}

describe('draws', () => {
  it('are the same for the same seed and stream, and others for another', () => {
    const take = (seed: number, stream: number): number[] => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 5 }, random);
    };
    expect(take(7, 3)).toEqual(take(7, 3));
    expect(take(7, 3)).not.toEqual(take(7, 4));
    expect(take(7, 3)).not.toEqual(take(8, 3));
  });

  it.each([
    ['binomial 40, 0.03', (r: () => number) => drawBinomial(r, 40, 0.03), 1.2, 1.164],
    ['binomial 12, 0.7', (r: () => number) => drawBinomial(r, 12, 0.7), 8.4, 2.52],
    ['gamma 0.4', (r: () => number) => drawGamma(r, 0.4), 0.4, 0.4],
    ['gamma 5', (r: () => number) => drawGamma(r, 5), 5, 5],
    ['beta of mean 0.05 and a + b = 30', (r: () => number) => drawBeta(r, 0.05, 30), 0.05, (0.05 * 0.95) / 31],
    ['Poisson 3.3', (r: () => number) => drawPoisson(r, 3.3), 3.3, 3.3],
  ])('%s has its mean and variance', (_name, draw, mean, variance) => {
    const random = createRandom(11);
    const found = momentsOf(() => draw(random), 40_000);
    expect(Math.abs(found.mean - mean)).toBeLessThan(FOUR * found.error);
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.06);
  });

  it('a binomial of p 0 and 1 is certain', () => {
    const random = createRandom(1);
    expect([drawBinomial(random, 9, 0), drawBinomial(random, 9, 1), drawBinomial(random, 0, 0.5)]).toEqual([0, 9, 0]);
  });

  it('clustered failures have the design effect asked for: the variance of a day’s failures is twice the binomial one', () => {
    const random = createRandom(5);
    const scatter = { kind: 'clustered', designEffect: 2 } as const;
    const rates: number[] = [];
    let units = 0;
    for (let month = 0; month < 60; month++) {
      const { requests } = drawOwnMonth(random, { month: 100 + (month % 12), scatter, daysOnly: true });
      const days = Array.from({ length: requests.days }, () => ({ n: 0, x: 0 }));
      requests.fate.forEach((fate, i) => {
        const day = days[requests.day[i] ?? 0];
        if (day === undefined || p.ENDPOINTS[requests.endpoint[i] ?? 0]?.name !== 'BOOK') return;
        day.n++;
        if (fate === FATE.failed) day.x++;
      });
      units += days.reduce((sum, day) => sum + day.n, 0);
      rates.push(...days.map((day) => day.x / day.n));
    }
    const mean = rates.reduce((sum, r) => sum + r, 0) / rates.length;
    const variance = rates.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (rates.length - 1);
    const effect = variance / ((mean * (1 - mean)) / (units / rates.length));
    expect(effect).toBeGreaterThan(1.8);
    expect(effect).toBeLessThan(2.25);
  });
});

describe('draws and rows of the SQL simulator agree', () => {
  const root = mkdtempSync(join(tmpdir(), 'vigie-draws-test-'));
  const MONTHS = 12;
  const FROM = monthNumber('2021-03');
  let db: DuckDBConnection;
  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await db.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];

  /** Shares and means of a side in each of twelve months, drawn. */
  const drawn = new Map<string, number[][]>();

  beforeAll(async () => {
    await simulateMarket(
      { directory: root },
      { practitioners: 3000, months: MONTHS, seed: 9, from: '2021-03', bookings: 3000, access: 1 },
    );
    db = await (await DuckDBInstance.create(':memory:')).connect();
    await db.run("SET TimeZone = 'UTC'");
    const random = createRandom(21);
    // As the market of these months is: beta worse in the last four.
    const worse: Treatment = {
      ...PARITY,
      bookingFailure: p.WORSE.bookingFailurePpm / 1e6,
      error: p.WORSE.errorPpm / 1e6,
      throttledTimes: p.WORSE.throttledPermille / 1000,
      latencyTimes: p.WORSE.latencyPermille / 1000,
      lagSeconds: p.WORSE.exposureLagSeconds,
      hidden: p.WORSE.hiddenPermille / 1000,
    };
    for (let i = 0; i < MONTHS; i++) {
      const input = { month: FROM + i, scatter: { kind: 'lognormal' } as const };
      const own = drawOwnMonth(random, input);
      add('own', requestMeasures(own.requests));
      for (const name of p.ACCESS_PARTNERS) {
        const treatment = name === 'beta' && i >= MONTHS - 4 ? worse : PARITY;
        const partner = { name, mix: p.MIXES[name], volume: p.VOLUMES[name] };
        const month = drawPartnerMonth(random, { ...input, partner, treatment, slots: own.slots });
        const shown = month.showings.filter((one) => !one.censored).map((one) => one.lag);
        const missed = month.readings.reduce((sum, d) => sum + d.ownOnly, 0);
        const seen = month.readings.reduce((sum, d) => sum + d.both + d.ownOnly, 0);
        add(name, requestMeasures(month.requests));
        add(`${name} slots`, [
          shown.reduce((a, b) => a + b, 0) / shown.length,
          missed / Math.max(1, seen),
          month.showings.filter((one) => one.censored).length / month.showings.length,
        ]);
      }
    }
  }, 180_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const add = (key: string, values: number[]): void => {
    const known = drawn.get(key) ?? [];
    known.push(values);
    drawn.set(key, known);
  };

  it('answered errors (outages add time-outs to the rows), throttling, failed attempts, taken slots and latency of every side, beta’s bad months included', async () => {
    const found = await rows(`
      WITH r AS (SELECT *, coalesce(partner_code, 'own') AS side, strftime(timezone('Europe/Paris', received_at), '%Y-%m') AS month FROM '${root}/api-request-*.parquet' WHERE NOT is_probe)
      SELECT side, month, avg((outcome = 'ERROR')::INT) AS errors, avg((outcome = 'THROTTLED')::INT) AS throttled,
        avg((outcome = 'DENIED')::INT) FILTER (endpoint = 'BOOK' AND outcome IN ('SUCCESS', 'DENIED') AND coalesce(attributable_to, '') NOT IN ('PARTNER', 'PATIENT')) AS failed,
        avg(coalesce(reason_code = 'SLOT_TAKEN', false)::INT) FILTER (endpoint = 'SLOT_READ') AS stale, avg(ln(ttlb_ms + 0.4)) FILTER (outcome IN ('SUCCESS', 'EMPTY')) AS latency
      FROM r GROUP BY ALL ORDER BY side, month`);
    for (const side of p.ACCESS_SIDES) {
      const mine = found.filter((row) => row['side'] === side);
      expect(mine).toHaveLength(MONTHS);
      ['errors', 'throttled', 'failed', 'stale', 'latency'].forEach((name, i) =>
        expectAlike(
          `${side} ${name}`,
          mine.map((row) => Number(row[name])),
          (drawn.get(side) ?? []).map((values) => values[i] ?? NaN),
        ),
      );
    }
  });

  it('lags, hidden slots and readings of every partner', async () => {
    const lags =
      await rows(`SELECT partner_code AS side, strftime(timezone('Europe/Paris', published_at), '%Y-%m') AS month,
      avg(date_diff('second', published_at, first_visible_at) - 2) AS lag, avg((first_visible_at IS NULL)::INT) AS never
      FROM '${root}/slot-exposure-*.parquet' JOIN '${root}/slot-2*.parquet' USING (slot_id) WHERE channel = 'PARTNER_API' GROUP BY ALL ORDER BY ALL`);
    const readings = await rows(`SELECT partner_code AS side, strftime(probed_at, '%Y-%m') AS month,
      1 - sum(len(list_intersect(own_slot_ids, partner_slot_ids))) / sum(len(own_slot_ids)) AS missed FROM '${root}/probe-*.parquet' GROUP BY ALL ORDER BY ALL`);
    // The last seconds of a partner's smallest sample say little: delta is left to the others.
    for (const partner of ['alpha', 'beta', 'gamma']) {
      const of = (list: Record<string, unknown>[], name: string): number[] =>
        list.filter((row) => row['side'] === partner).map((row) => Number(row[name]));
      const values = (i: number): number[] => (drawn.get(`${partner} slots`) ?? []).map((v) => v[i] ?? NaN);
      expectAlike(`${partner} lag`, of(lags, 'lag'), values(0));
      expectAlike(`${partner} missed`, of(readings, 'missed'), values(1));
      expectAlike(`${partner} never shown`, of(lags, 'never'), values(2));
    }
  });
});

/** Means over the months differ by at most four standard errors of their difference, from the scatter of paired months (beta's bad months stand in both). */
function expectAlike(label: string, rows: readonly number[], draws: readonly number[]): void {
  expect.soft(rows.length, label).toBe(draws.length);
  const gaps = rows.map((value, i) => value - (draws[i] ?? NaN));
  const { mean, error } = momentsOf(
    (() => {
      let i = 0;
      return () => gaps[i++] ?? NaN;
    })(),
    gaps.length,
  );
  expect.soft(Math.abs(mean), `${label}: ${mean} ± ${error}`).toBeLessThan(FOUR * error + 1e-12);
  // A scatter so large that anything would agree is no agreement.
  const level = draws.reduce((sum, v) => sum + v, 0) / draws.length;
  if (level > 0.01) expect.soft(error, `${label}: level ${level}`).toBeLessThan(0.15 * level);
}

function requestMeasures(rows: RequestRows): number[] {
  const counts = { errors: 0, throttled: 0, failed: 0, booked: 0, stale: 0, reads: 0, ln: 0, answered: 0 };
  rows.fate.forEach((fate, i) => {
    const endpoint = p.ENDPOINTS[rows.endpoint[i] ?? 0]?.name;
    if (fate === FATE.error) counts.errors++;
    if (fate === FATE.throttled) counts.throttled++;
    if (endpoint === 'SLOT_READ') counts.reads++;
    if (fate === FATE.stale) counts.stale++;
    if (endpoint === 'BOOK' && (fate === FATE.success || fate === FATE.failed)) counts.booked++;
    if (fate === FATE.failed) counts.failed++;
    if (fate === FATE.success || fate === FATE.empty) {
      counts.answered++;
      counts.ln += Math.log((rows.tenths[i] ?? 0) / 10 + 0.4);
    }
  });
  const n = rows.fate.length;
  return [
    counts.errors / n,
    counts.throttled / n,
    counts.failed / counts.booked,
    counts.stale / counts.reads,
    counts.ln / counts.answered,
  ];
}
