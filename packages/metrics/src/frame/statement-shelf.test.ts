import { expect, it } from 'vitest';
import { memoryRelease } from '../testing/memory-release.ts';
import { createMetricContext } from './metric-context.ts';
import { shelfOf } from './statement-shelf.ts';

it('keeps small answers of one release for the next figure, never those of another, and lets the oldest go', async () => {
  const [release, other] = await Promise.all([
    memoryRelease([]),
    memoryRelease([
      `insert into booking_count values ('A', '2021-04-12', 'week', '75', null, null, 7, null, null, true, null, 1, 1)`,
    ]),
  ]);
  const statement = 'select cast(sum(bookings) as double precision) as n from booking_count';
  expect(await createMetricContext(release).query(statement, {})).toEqual([{ n: null }]);
  expect(shelfOf(release).get(statement)).toEqual([{ n: null }]);
  expect(await createMetricContext(other).query(statement, {})).toEqual([{ n: 7 }]);
  const shelf = shelfOf(release);
  const rows = Array.from({ length: 19_000 }, (_, i) => ({ i }));
  for (let i = 0; i < 12; i += 1) shelf.keep(`q${i}`, rows);
  expect(shelf.get('q0')).toBeUndefined();
  expect(shelf.get('q11')).toHaveLength(19_000);
  shelf.keep(
    'too large',
    Array.from({ length: 20_001 }, (_, i) => ({ i })),
  );
  expect(shelf.get('too large')).toBeUndefined();
});

it('a passport names every statement, whether it ran now or before', async () => {
  const release = await memoryRelease([]);
  const first = createMetricContext(release);
  await first.query('select 1 as one', {});
  const second = createMetricContext(release);
  await second.query('select 1 as one', {});
  expect(second.statements()).toEqual(['select 1 as one']);
});
