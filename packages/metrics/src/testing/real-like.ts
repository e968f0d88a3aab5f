/**
 * Published weekly counts in the manner of the French vaccination files, small enough to add up by hand: three sites, a register, four weeks, of which the
 * last one is half reported and one site has two rows.
 */
export function weeklyInserts(): string[] {
  const week = (day: string, rows: readonly (readonly [string, number])[]): string[] =>
    rows.map(
      ([site, n]) =>
        `('${site}', '${day}', 'week', '${site === 'C' ? '48' : '75'}', null, 'Centre ${site}', ${n}, null, null, true, null, 1, 1)`,
    );
  const rows = [
    ...week('2021-04-12', [
      ['A', 100],
      ['B', 50],
      ['C', 30],
      ['D', 20],
    ]),
    ...week('2021-04-19', [
      ['A', 110],
      ['B', 40],
      ['C', 30],
      ['D', 20],
    ]),
    ...week('2021-04-26', [
      ['A', 90],
      ['B', 60],
      ['C', 20],
      ['C', 10],
      ['D', 20],
    ]),
    ...week('2021-05-03', [
      ['A', 95],
      ['B', 5],
    ]),
  ];
  const register = (day: string, sites: readonly (readonly [string, string, string])[]): string[] =>
    sites.map(
      ([site, mended, asis]) =>
        `('${day}', '${site}', null, '75', null, 48.85, 2.35, null, '${mended}', '${asis}', null, null, null)`,
    );
  const registers = [
    ...register('2021-01-15', [['A', 'doctolib', 'other']]),
    ...register('2021-05-04', [
      ['A', 'doctolib', 'doctolib'],
      ['B', 'keldoc', 'keldoc'],
      ['C', 'maiia', 'other'],
      ['D', 'none', 'none'],
    ]),
  ];
  const series = [
    ['2021-04-12', 4],
    ['2021-04-19', 4],
    ['2021-04-26', 4],
    ['2021-05-03', 2],
  ].map(([day, sites]) => `('booking_count:fr-vaccination-bookings', null, 'week', '${day}', ${sites}, ${sites}, 200)`);
  return [
    `insert into booking_count values ${rows.join(', ')}`,
    `insert into site_register values ${registers.join(', ')}`,
    `insert into series_reporting values ${series.join(', ')}`,
  ];
}
