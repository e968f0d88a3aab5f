import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { marketConcentration } from '../concentration/definition.ts';
import { marketShare } from './definition.ts';
import { shareIntervals } from './share-interval.ts';
import type { ShareCell } from './share-result.ts';

const march = { from: '2021-03-01', to: '2021-04-01' };
const PLATFORMS = ['own', 'alpha', 'beta', 'gamma'];

async function releaseOf(volumes: readonly number[]) {
  const cells = volumes.flatMap((n, i) => (n > 0 ? [[PLATFORMS[i] ?? 'own', n] as const] : []));
  if (cells.length === 0) return memoryRelease([]);
  return memoryRelease([
    `insert into rollup_booking_month values ${cells.map(([p, n]) => `('2021-03-01', '${p}', '75', 'MED', 'SM54', 'SOLO', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0)`).join(', ')}`,
  ]);
}

it('shares of bookings add up to one, whatever the volumes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 4 }), async (volumes) => {
      const { rows } = await runMetric(await releaseOf(volumes), marketShare, march);
      const sum = rows.reduce((total, row) => total + (row.value ?? 0), 0);
      expect(rows.length === 0 || Math.abs(sum - 1) < 1e-12).toBe(true);
      expect(rows.every((row) => row.value !== null && row.value >= 0 && row.value <= 1)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

it('merging two platforms raises the index by 2ab', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 3, maxLength: 4 }),
      async ([a = 1, b = 1, ...rest]) => {
        const total = a + b + rest.reduce((s, n) => s + n, 0);
        const apart =
          (await runMetric(await releaseOf([a, b, ...rest]), marketConcentration, march)).rows[0]?.value ?? 0;
        const merged =
          (await runMetric(await releaseOf([a + b, ...rest]), marketConcentration, march)).rows[0]?.value ?? 0;
        expect(merged - apart).toBeCloseTo((2 * (100 * a) * (100 * b)) / total ** 2, 6);
      },
    ),
    { numRuns: 25 },
  );
});

it('own 175 exact, others 105 ± 10: share 0.625, se 0.0223214286, 95 % [0.5812508039, 0.6687491961]', () => {
  const cell = (platform: string, numerator: number, numeratorSe: number): ShareCell => ({
    period: '2021-03-01',
    departement: null,
    profession: null,
    specialty: null,
    platform,
    numerator,
    denominator: 280,
    value: numerator / 280,
    numeratorSe,
    flags: [],
  });
  const [own] = shareIntervals([cell('own', 175, 0), cell('alpha', 105, 10)]);
  expect(own?.ciLow).toBeCloseTo(0.5812508039, 10);
  expect(own?.ciHigh).toBeCloseTo(0.6687491961, 10);
});
