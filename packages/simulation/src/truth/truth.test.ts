import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from 'duckdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateMarket, type SimulationResult } from '../simulate-market.ts';

const root = mkdtempSync(join(tmpdir(), 'vigie-truth-test-'));
let truth: SimulationResult['truth'];
let db: DuckDBConnection;

const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await db.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
const monthOf = (column: string): string => `strftime(timezone('Europe/Paris', ${column}), '%Y-%m')`;

/** Counts the rows as a release must: one of a pair that was cancelled and booked again within 24 hours, no tests, no errors. */
const CLASSED = `
  SELECT b.*, ${monthOf('booked_at')} AS month, channel NOT IN ('PHONE', 'DESK', 'CALLCENTER') AS is_online,
    CASE WHEN is_test THEN 'test' WHEN status = 'entered_in_error' THEN 'entered_in_error'
      WHEN EXISTS (SELECT 1 FROM booking c WHERE c.practitioner_id_nat = b.practitioner_id_nat AND c.patient_pid = b.patient_pid AND c.booking_id <> b.booking_id
        AND c.cancelled_at <= b.booked_at AND b.booked_at < c.cancelled_at + INTERVAL 24 HOUR) THEN 'rescheduled'
      ELSE 'counted' END AS class
  FROM booking b`;

beforeAll(async () => {
  const result = await simulateMarket(
    { directory: root },
    { practitioners: 6000, months: 72, seed: 3, from: '2018-01', bookings: 120_000 },
  );
  truth = result.truth;
  db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run("SET TimeZone = 'UTC'");
  await db.run(`CREATE TABLE booking AS FROM '${root}/booking-*.parquet'`);
  await db.run(`CREATE TABLE classed AS ${CLASSED}`);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the truth and the rows agree exactly', () => {
  it('rows, online volume, desk, tests, errors and second halves of pairs, per month and platform', async () => {
    const counted =
      await rows(`SELECT month, platform_code AS platform, count(*)::INT AS n, count(*) FILTER (class = 'counted' AND is_online)::INT AS online,
      (sum(weight) FILTER (class = 'counted' AND is_online))::INT AS volume, count(*) FILTER (class = 'counted' AND NOT is_online)::INT AS desk,
      count(*) FILTER (class = 'rescheduled')::INT AS again, count(*) FILTER (class = 'entered_in_error')::INT AS error, count(*) FILTER (class = 'test')::INT AS test
      FROM classed GROUP BY ALL ORDER BY month, platform`);
    const told = truth.bookings
      .filter((t) => t.file.rows > 0)
      .map((t) => ({
        month: t.month,
        platform: t.platform,
        n: t.file.rows,
        online: t.file.online,
        volume: t.file.online === 0 ? null : t.file.onlineVolume,
        desk: t.file.desk,
        again: t.file.rescheduled,
        error: t.file.enteredInError,
        test: t.file.test,
      }))
      .sort((a, b) => a.month.localeCompare(b.month) || a.platform.localeCompare(b.platform));
    expect(counted).toEqual(told);
    expect(told.reduce((sum, t) => sum + t.again, 0)).toBeGreaterThan(1000);
  });

  it('shares of online bookings per month, to the last bit', async () => {
    const shares =
      await rows(`SELECT month, platform_code AS platform, sum(weight) / sum(sum(weight)) OVER (PARTITION BY month) AS share
      FROM classed WHERE class = 'counted' AND is_online GROUP BY month, platform_code`);
    const told = new Map(truth.bookings.map((t) => [`${t.month} ${t.platform}`, t.fileShare]));
    for (const row of shares) expect(row['share']).toBe(told.get(`${String(row['month'])} ${String(row['platform'])}`));
  });

  it('volumes per year, département and platform', async () => {
    const counted =
      await rows(`SELECT month[:4]::INT AS year, site_dept AS departement, platform_code AS platform, sum(weight)::INT AS "onlineVolume"
      FROM classed WHERE class = 'counted' AND is_online GROUP BY ALL ORDER BY ALL`);
    const told = truth.departements.filter((d) => d.onlineVolume > 0).sort((a, b) => key(a).localeCompare(key(b)));
    expect(counted.sort((a, b) => key(a).localeCompare(key(b)))).toEqual(told);
  });

  it('vaccination, hospitals and teleconsultation', async () => {
    const [counted] =
      await rows(`SELECT (sum(weight) FILTER (is_vaccination))::INT AS v, (sum(weight) FILTER (account_type = 'HOSPITAL'))::INT AS h FROM classed
      WHERE class = 'counted' AND is_online`);
    expect(counted).toEqual({
      v: sum((t) => t.file.vaccinationOnlineVolume),
      h: sum((t) => t.file.hospitalOnlineVolume),
    });
    const tele = await rows(
      `SELECT month, count(*)::INT AS n FROM classed WHERE class = 'counted' AND is_telehealth AND month < '2023-12' GROUP BY ALL`,
    );
    for (const row of tele) {
      const told = truth.bookings.filter((t) => t.month === row['month']).reduce((s, t) => s + t.teleconsultation, 0);
      expect([row['month'], row['n']]).toEqual([row['month'], told]);
    }
  });

  it('equipment that its evidence proves: full count and 2,520/k, per month, product and platform', async () => {
    const counted = await rows(`
      WITH proven AS (
        SELECT strftime(month, '%Y-%m') AS month, product, platform_code AS platform, practitioner_id_nat FROM '${root}/equipment-*.parquet' WHERE is_equipped
        GROUP BY ALL HAVING bool_or(evidence IN ('CONTRACT', 'WEB_LISTING', 'API')) OR count(DISTINCT evidence) >= 2),
      homing AS (SELECT *, count(*) OVER (PARTITION BY month, product, practitioner_id_nat) AS k FROM proven)
      SELECT month, product, platform, count(*)::INT AS "fullCount", sum(2520 // k)::INT AS "fractional2520" FROM homing GROUP BY ALL`);
    expect(sorted(counted)).toEqual(sorted(truth.equipment));
  });

  it('the register’s snapshots', async () => {
    const counted =
      await rows(`SELECT snapshot_date::VARCHAR AS snapshot, count(*)::INT AS registered, count(*) FILTER (active)::INT AS active
      FROM '${root}/universe-*.parquet' GROUP BY ALL ORDER BY 1`);
    expect(counted).toEqual(truth.universe);
  });
});

describe('the known events can be seen', () => {
  it('July 2018: own takes epsilon over: 85 % of its practitioners follow, epsilon ends', () => {
    const purchase = truth.purchase;
    if (purchase === null) throw new Error('the purchase lies in the period');
    expect(purchase.movedToOwn + purchase.movedToRival + purchase.stopped).toBe(purchase.holders);
    expect(purchase.movedToOwn / purchase.holders).toBeGreaterThan(0.75);
    expect(purchase.movedToOwn / purchase.holders).toBeLessThan(0.95);
    expect(equipped('2018-06', 'epsilon')).toBeGreaterThanOrEqual(purchase.holders);
    expect(equipped('2018-07', 'epsilon')).toBe(0);
    expect(share('2018-07', 'own') - share('2018-06', 'own')).toBeGreaterThan(0.1);
  });

  it('spring 2020: practitioners with teleconsultation at least fivefold from February to May', () => {
    expect(teleconsulting('2020-05') / teleconsulting('2020-02')).toBeGreaterThan(5);
  });

  it('the last month of alpha holds about half of its sites', () => {
    const last = truth.bookings.find((t) => t.month === '2023-12' && t.platform === 'alpha');
    expect((last?.file.online ?? 0) / (last?.online ?? 1)).toBeGreaterThan(0.3);
    expect((last?.file.online ?? 0) / (last?.online ?? 1)).toBeLessThan(0.7);
  });
});

const key = (r: Record<string, unknown>): string =>
  `${String(r['year'])} ${String(r['departement'])} ${String(r['platform'])}`;

const sum = (of: (t: (typeof truth.bookings)[number]) => number): number =>
  truth.bookings.reduce((s, t) => s + of(t), 0);

const sorted = (list: readonly object[]): string[] => list.map((r) => JSON.stringify(r)).sort();

const share = (month: string, platform: string): number =>
  truth.bookings.find((t) => t.month === month && t.platform === platform)?.share ?? 0;

const equipped = (month: string, platform: string): number =>
  truth.equipment.find((t) => t.month === month && t.platform === platform && t.product === 'AGENDA')?.fullCount ?? 0;

const teleconsulting = (month: string): number =>
  truth.equipped.find((e) => e.month === month && e.product === 'TELECONSULT')?.practitioners ?? 0;
