import { makeIngest } from './make-ingest.ts';

/** Golden dataset A: who has how many bookings where (practitioner, département, platform, bookings). */
export const GOLDEN_BOOKINGS = [
  ['P01', '75', 'own', 40],
  ['P02', '75', 'own', 30],
  ['P03', '75', 'own', 20],
  ['P03', '75', 'alpha', 10],
  ['P04', '75', 'alpha', 25],
  ['P05', '75', 'own', 35],
  ['P05', '75', 'beta', 5],
  ['P06', '75', 'beta', 30],
  ['P08', '48', 'own', 50],
  ['P10', '48', 'alpha', 20],
  ['P10', '48', 'beta', 15],
] as const;

const EQUIPMENT = [
  ['P01', 'own'],
  ['P02', 'own'],
  ['P03', 'own'],
  ['P03', 'alpha'],
  ['P04', 'alpha'],
  ['P05', 'own'],
  ['P05', 'beta'],
  ['P06', 'beta'],
  ['P08', 'own'],
  ['P10', 'alpha'],
  ['P10', 'beta'],
] as const;

/** Golden dataset A as ingests: 280 online bookings of April 2021, 420 by phone, the universe and the panel. */
export async function ingestGoldenA(home: string): Promise<void> {
  const values = GOLDEN_BOOKINGS.map(([p, d, f, n]) => `('${p}', '${d}', '${f}', ${n}, 'OWN_WEB')`);
  values.push("('P01', '75', 'own', 420, 'PHONE')");
  await makeIngest({
    home,
    table: 'booking',
    label: 'golden-a-bookings',
    sql: `select f || '-' || p || '-' || c || '-' || i as booking_id, f as platform_code, p as practitioner_id_nat, d as site_dept, c as channel,
       'SM54' as specialty_code, timestamptz '2021-04-01 08:00:00+00' + to_minutes(cast(i * 41000 // n as bigint)) as booked_at
      from (values ${values.join(', ')}) t(p, d, f, n, c), unnest(range(n)) r(i)`,
  });
  const people = Array.from(
    { length: 10 },
    (_, i) => `('P${String(i + 1).padStart(2, '0')}', '${i < 6 ? '75' : '48'}')`,
  );
  await makeIngest({
    home,
    table: 'universe_snapshot',
    label: 'golden-a-universe',
    sql: `select date '2021-01-01' as snapshot_date, p as practitioner_id_nat, 'MED' as profession, 'SM54' as specialty, 'LIBERAL' as mode,
       true as active, d as principal_dept, [d] as site_depts from (values ${people.join(', ')}) t(p, d)`,
  });
  const panel = EQUIPMENT.map(([p, f]) => `('${p}', '${f}', true)`);
  panel.push("('P07', 'none', false)", "('P09', 'none', false)");
  await makeIngest({
    home,
    table: 'equipment_panel',
    label: 'golden-a-panel',
    sql: `select date '2021-04-01' as month, p as practitioner_id_nat, f as platform_code, 'AGENDA' as product, e as is_equipped,
       'CONTRACT' as evidence, 1.0 as weight from (values ${panel.join(', ')}) t(p, f, e)`,
  });
}
