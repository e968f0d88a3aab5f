import type { AccessTruth } from '../access/truth/access-truth.ts';
import type { Engine } from '../engine/open-engine.ts';
import type { Horizon } from '../market/create-lookups.ts';
import { vaccinationCentres } from '../market/create-practitioners.ts';
import type { ParsedOptions } from '../options.ts';
import { snapshotMonths } from '../output/write-universe.ts';
import { monthText } from '../parameters/calendar.ts';
import {
  AGENDA_PRICES,
  EVENT_MONTHS,
  FIRST_CHOICE,
  PLATFORMS,
  RIVAL_PRICES,
  SOURCES,
} from '../parameters/platforms.ts';
import { weightOf } from './count-volumes.ts';
import { describeEvents } from './describe-events.ts';
import { truthSchema, type BookingTruth, type Truth } from './truth-schema.ts';

export interface TruthInput {
  readonly options: ParsedOptions;
  readonly horizon: Horizon;
  readonly bookings: number;
  readonly scale: bigint;
  readonly extractedAt: number;
  /** What was counted while the access tables were made. */
  readonly access: AccessTruth | null;
}

/** Reads the truth off the generator’s own tables: volumes, spells, accounts. It never looks at a file that was written. */
export async function gatherTruth(engine: Engine, input: TruthInput): Promise<Truth> {
  const { horizon, options } = input;
  const [version] = await engine.rows('SELECT version() AS v');
  const months = `unnest(range(greatest(from_m, ${horizon.from}), least(to_m, ${horizon.toExclusive})))::INTEGER AS month_no`;
  await engine.run(`CREATE TEMP TABLE truth_use AS
    SELECT product, pno, platform_no, ${months} FROM (
      SELECT 'AGENDA' AS product, pno, platform_no, from_m, to_m FROM spell WHERE origin <> 'CENTRE'
      UNION ALL SELECT 'TELECONSULT', pno, platform_no, from_m, to_m FROM tele_spell
      UNION ALL SELECT 'PM_SOFTWARE', pno, platform_no, greatest(from_m, ${EVENT_MONTHS.softwareCensus}), to_m FROM pm_spell)
    WHERE from_m < ${horizon.toExclusive} AND to_m > ${horizon.from}`);
  return truthSchema.parse({
    format: 1,
    simulated: true,
    engine: `DuckDB ${String(version?.['v'])}`,
    parameters: describeParameters(input),
    events: describeEvents(horizon, options.incompleteLastMonth, input.access !== null),
    bookings: await bookingTruth(engine),
    departements: await departementTruth(engine),
    ...(await equipmentTruth(engine)),
    vendors: await vendorTruth(engine),
    universe: await universeTruth(engine, horizon),
    purchase: await purchaseTruth(engine, horizon),
    access: input.access,
  });
}

function describeParameters(input: TruthInput): Truth['parameters'] {
  const { options, horizon } = input;
  return {
    practitioners: options.practitioners,
    vaccinationCentres: vaccinationCentres(options.practitioners),
    seed: options.seed,
    from: monthText(horizon.from),
    toMonthExclusive: monthText(horizon.toExclusive),
    bookingsAsked: input.bookings,
    scaleBillionths: String(input.scale),
    extractedAt: new Date(input.extractedAt * 1000).toISOString(),
    sources: SOURCES,
    pricesCents: {
      ownAgenda: AGENDA_PRICES.map((p) => ({ from: p.fromMonth < 0 ? null : monthText(p.fromMonth), cents: p.cents })),
      byPlatform: RIVAL_PRICES,
    },
    firstChoicePermille: FIRST_CHOICE.map((c) => ({
      from: c.fromMonth < 0 ? null : monthText(c.fromMonth),
      ...c.permille,
    })),
  };
}

async function bookingTruth(engine: Engine): Promise<BookingTruth[]> {
  const rows = (await engine.rows('SELECT * FROM truth_booking ORDER BY month_no, platform_no')).map(numbers);
  const truths = rows.map((row) => {
    const weight = weightOf(at(row, 'platform_no'));
    return {
      month: monthText(at(row, 'month_no')),
      platform: PLATFORMS[at(row, 'platform_no')] ?? '',
      online: at(row, 'online'),
      desk: at(row, 'desk'),
      teleconsultation: at(row, 'teleconsultation'),
      vaccinationOnline: at(row, 'vaccination_online'),
      hospitalOnline: at(row, 'hospital_online'),
      practitioners: at(row, 'practitioners'),
      file: {
        rows: at(row, 'file_rows'),
        online: at(row, 'file_online'),
        onlineVolume: at(row, 'file_online') * weight,
        vaccinationOnlineVolume: at(row, 'file_vaccination_online') * weight,
        hospitalOnlineVolume: at(row, 'file_hospital_online') * weight,
        desk: at(row, 'file_desk'),
        rescheduled: at(row, 'again'),
        enteredInError: at(row, 'error'),
        test: at(row, 'test'),
      },
    };
  });
  const total = (month: string, of: (t: (typeof truths)[number]) => number): number =>
    truths.reduce((sum, t) => (t.month === month ? sum + of(t) : sum), 0);
  const totals = new Map(
    [...new Set(truths.map((t) => t.month))].map((m) => [
      m,
      [total(m, (t) => t.online), total(m, (t) => t.file.onlineVolume)] as const,
    ]),
  );
  return truths.map((t) => {
    const [all, inFiles] = totals.get(t.month) ?? [0, 0];
    return {
      ...t,
      share: all === 0 ? 0 : t.online / all,
      fileShare: inFiles === 0 ? 0 : t.file.onlineVolume / inFiles,
    };
  });
}

async function departementTruth(engine: Engine): Promise<Truth['departements']> {
  const rows =
    await engine.rows(`SELECT year, dept, platform_no, sum(file_online)::BIGINT AS n FROM truth_departement JOIN departement USING (dept_no)
    GROUP BY ALL ORDER BY year, dept, platform_no`);
  return rows.map((row) => ({
    year: Number(row['year']),
    departement: String(row['dept']),
    platform: PLATFORMS[Number(row['platform_no'])] ?? '',
    onlineVolume: Number(row['n']) * weightOf(Number(row['platform_no'])),
  }));
}

async function equipmentTruth(engine: Engine): Promise<Pick<Truth, 'equipment' | 'equipped'>> {
  const platforms = await engine.rows(`
    SELECT month_no, product, platform_no, count(*) AS full_count, sum(2520 // k)::BIGINT AS fractional
    FROM (SELECT *, count(*) OVER (PARTITION BY month_no, product, pno) AS k FROM truth_use) GROUP BY ALL ORDER BY month_no, product, platform_no`);
  const people = await engine.rows(
    'SELECT month_no, product, count(DISTINCT pno) AS n FROM truth_use GROUP BY ALL ORDER BY month_no, product',
  );
  return {
    equipment: platforms.map((row) => ({
      month: monthText(Number(row['month_no'])),
      product: String(row['product']),
      platform: PLATFORMS[Number(row['platform_no'])] ?? '',
      fullCount: Number(row['full_count']),
      fractional2520: Number(row['fractional']),
    })),
    equipped: people.map((row) => ({
      month: monthText(Number(row['month_no'])),
      product: String(row['product']),
      practitioners: Number(row['n']),
    })),
  };
}

async function vendorTruth(engine: Engine): Promise<Truth['vendors']> {
  const rows = await engine.rows('SELECT * FROM vendor_truth ORDER BY month_no, platform_no, measure');
  return rows.map((row) => ({
    month: monthText(Number(row['month_no'])),
    platform: PLATFORMS[Number(row['platform_no'])] ?? '',
    measure: String(row['measure']),
    amount: Number(row['amount']),
  }));
}

async function universeTruth(engine: Engine, horizon: Horizon): Promise<Truth['universe']> {
  const rows = await engine.rows(
    snapshotMonths(horizon)
      .map(
        (
          m,
        ) => `SELECT ${m} AS m, count(*) FILTER (active_to > ${m - 24}) AS registered, count(*) FILTER (active_to > ${m}) AS active
        FROM practitioner WHERE NOT is_vaccination AND active_from <= ${m}`,
      )
      .join(' UNION ALL ') + ' ORDER BY m',
  );
  return rows.map((r) => ({
    snapshot: `${monthText(Number(r['m']))}-01`,
    registered: Number(r['registered']),
    active: Number(r['active']),
  }));
}

async function purchaseTruth(engine: Engine, { from, toExclusive }: Horizon): Promise<Truth['purchase']> {
  const month = EVENT_MONTHS.purchase;
  if (from >= month || toExclusive <= month) return null;
  const [row] = await engine.rows(`
    WITH held AS (SELECT pno FROM spell WHERE platform_no = 5 AND rank = 1 AND from_m < ${month} AND to_m = ${month})
    SELECT count(*) AS holders, count(*) FILTER (s.platform_no = 0) AS own, count(*) FILTER (s.platform_no > 0) AS rival, count(*) FILTER (s.pno IS NULL) AS stopped
    FROM held LEFT JOIN (SELECT * FROM spell WHERE rank = 1 AND from_m = ${month}) s ON s.pno = held.pno`);
  const r = numbers(row ?? {});
  return {
    month: monthText(month),
    holders: at(r, 'holders'),
    movedToOwn: at(r, 'own'),
    movedToRival: at(r, 'rival'),
    stopped: at(r, 'stopped'),
  };
}

function numbers(row: Record<string, unknown>): Map<string, number> {
  return new Map(Object.entries(row).map(([k, v]) => [k, Number(v)]));
}

function at(row: Map<string, number>, name: string): number {
  return row.get(name) ?? 0;
}
