/** Golden dataset A (domain §2.2): ten practitioners, three platforms, 280 online bookings and 420 by phone or desk, all in March 2021. */
export const GOLDEN_MONTH = '2021-03-01';
const DEPARTEMENT = (p: string): string => (Number(p.slice(1)) <= 6 ? '75' : '48');

export const GOLDEN_PRACTITIONERS = ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'P09', 'P10'];

export const GOLDEN_EQUIPMENT: readonly (readonly [string, string])[] = [
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
];

export const GOLDEN_BOOKINGS: readonly (readonly [string, string, number])[] = [
  ['P01', 'own', 40],
  ['P02', 'own', 30],
  ['P03', 'own', 20],
  ['P03', 'alpha', 10],
  ['P04', 'alpha', 25],
  ['P05', 'own', 35],
  ['P05', 'beta', 5],
  ['P06', 'beta', 30],
  ['P08', 'own', 50],
  ['P10', 'alpha', 20],
  ['P10', 'beta', 15],
];

const number = (p: string): number => Number(p.slice(1));

/** The dataset as rows of the release's relations. */
export function goldenInserts(): string[] {
  const day = GOLDEN_BOOKINGS.map(
    ([p, platform, n]) =>
      `('2021-03-15', '${platform}', '${DEPARTEMENT(p)}', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0, 1)`,
  );
  const month = GOLDEN_BOOKINGS.map(
    ([p, platform, n]) =>
      `('${GOLDEN_MONTH}', '${platform}', '${DEPARTEMENT(p)}', 'MED', 'SM54', 'SOLO', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0)`,
  );
  const people = GOLDEN_BOOKINGS.map(
    ([p, platform, n]) =>
      `('${GOLDEN_MONTH}', ${number(p)}, '${platform}', '${DEPARTEMENT(p)}', 'MED', 'SM54', false, false, ${n}, ${n})`,
  );
  const equipment = GOLDEN_EQUIPMENT.map(
    ([p, platform]) => `('${GOLDEN_MONTH}', '${p}', 'AGENDA', '${platform}', '${DEPARTEMENT(p)}', 'MED', 'SM54', 1)`,
  );
  const universe = GOLDEN_PRACTITIONERS.map(
    (p) => `('2021-01-01', '${p}', 'MED', 'SM54', 'LIBERAL', true, '${DEPARTEMENT(p)}', null)`,
  );
  return [
    `insert into rollup_booking_day values ${day.join(', ')}, ('2021-03-15', 'own', '75', false, false, false, 'counted', 'OWN_SYSTEM', 420, 420, 0, 1)`,
    `insert into rollup_booking_month values ${month.join(', ')}, ('${GOLDEN_MONTH}', 'own', '75', 'MED', 'SM54', 'SOLO', false, false, false, 'counted', 'OWN_SYSTEM', 420, 420, 0)`,
    `insert into rollup_practitioner_month values ${people.join(', ')}`,
    `insert into dim_practitioner values ${GOLDEN_PRACTITIONERS.map((p) => `(${number(p)}, '${p}')`).join(', ')}`,
    `insert into equipment values ${equipment.join(', ')}`,
    `insert into rollup_equipped_month values ('${GOLDEN_MONTH}', 'AGENDA', null, 'MED', 'SM54', 8, 10, 10)`,
    `insert into universe_snapshot values ${universe.join(', ')}`,
  ];
}
