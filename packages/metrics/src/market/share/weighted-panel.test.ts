import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { GOLDEN_BOOKINGS, GOLDEN_EQUIPMENT, GOLDEN_PRACTITIONERS } from '../../testing/golden-a.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { marketConcentration } from '../concentration/definition.ts';
import { marketDefinitions } from '../definitions/definition.ts';
import { marketPenetration } from '../penetration/definition.ts';
import { marketShare } from './definition.ts';

const march = { from: '2021-03-01', to: '2021-04-01' };
const departementOf = (p: string): string => (Number(p.slice(1)) <= 6 ? '75' : '48');
const weightOf = (p: string): number => (departementOf(p) === '75' ? 10 : 5);

type Equipment = readonly [practitioner: string, platform: string, weight: number];
type Surveyed = readonly [departement: string, equipped: number, surveyed: number, people: number];

function panel(rows: readonly Equipment[], surveyed: readonly Surveyed[]): string[] {
  return [
    `insert into equipment values ${rows.map(([p, platform, w]) => `('2021-03-01', '${p}', 'AGENDA', '${platform}', '${departementOf(p)}', 'MED', 'SM54', ${w})`).join(', ')}`,
    `insert into rollup_equipped_month values ${surveyed.map(([d, e, s, n]) => `('2021-03-01', 'AGENDA', '${d}', 'MED', 'SM54', ${e}, ${s}, ${n})`).join(', ')}`,
  ];
}
/** Golden A: 75 is sampled 1 in 10 (6 practitioners, all equipped), 48 is 1 in 5 (4, of whom 2 equipped). */
const SURVEYED: readonly Surveyed[] = [
  ['75', 60, 60, 6],
  ['48', 10, 20, 4],
];
const golden = panel(
  GOLDEN_EQUIPMENT.map(([p, platform]) => [p, platform, weightOf(p)] as const),
  SURVEYED,
);
const m1 = { ...march, definition: 'M1_ONLINE_EQUIPPED' };

async function intervalsOf(inserts: string[], params: Record<string, unknown>) {
  const figure = await runMetric(await memoryRelease(inserts), marketShare, { ...m1, ...params });
  return Object.fromEntries(figure.rows.map((r) => [r['platform'], [r.value, r.ciLow, r.ciHigh]]));
}
const close = (actual: unknown, expected: readonly number[]): void => {
  expected.forEach((number, i) => expect((actual as number[])[i]).toBeCloseTo(number, 10));
};

describe('vectors of S5, through the metric', () => {
  // A seat of weight w · n is n bookings of a practitioner of weight w: golden A's bookings, weighted 10 and 5, as seats.
  const seats = panel(
    GOLDEN_BOOKINGS.map(([p, platform, n]) => [p, platform, n * weightOf(p)] as const),
    SURVEYED,
  );
  it('shares 1500, 450 and 425 of 2375; own [0.251373778200, 0.897457814531] on 8 degrees of freedom', async () => {
    const shares = await intervalsOf(seats, { countingRule: 'MS-4' });
    close(shares['own'], [0.631578947368, 0.2513737782, 0.897457814531]);
    expect(shares['alpha']?.[0]).toBeCloseTo(0.189473684211, 10);
    expect(shares['beta']?.[0]).toBeCloseTo(0.178947368421, 10);
  });
  it('HHI 4668.14404432 in [2254.47637792, 9665.91135392], 4085.79303924 without its bias', async () => {
    const figure = await runMetric(await memoryRelease(seats), marketConcentration, { ...m1, countingRule: 'MS-4' });
    const [row] = figure.rows;
    [row?.value, row?.ciLow, row?.ciHigh, row?.['hhiCorrected']].forEach((number, i) =>
      expect(number).toBeCloseTo([4668.14404432, 2254.47637792, 9665.91135392, 4085.79303924][i] ?? 0, 6),
    );
    expect(figure.passport.intervalMethod).toMatch(/stratified panel/);
  });
});

describe('golden A as a weighted panel of equipment', () => {
  it('MS-3, each platform a ratio of its own: own 45 of 70 in [0.2103, 0.9240]', async () => {
    const shares = await intervalsOf(golden, {});
    close(shares['own'], [45 / 70, 0.2103157713982424, 0.924043364511789]);
    close(shares['alpha'], [25 / 70, 0.07595663548821083, 0.7896842286017576]);
  });
  it('MS-4: own 45 of 95 in [0.2094, 0.7536]', async () => {
    const shares = await intervalsOf(golden, { countingRule: 'MS-4' });
    close(shares['own'], [45 / 95, 0.20942783971984538, 0.7535537933890307]);
  });
  it('MS-5: own 35 of 70 in [0.1765, 0.8235]; HHI 3750 in [2244.01, 6266.68], 3025.51 without its bias', async () => {
    const shares = await intervalsOf(golden, { countingRule: 'MS-5' });
    close(shares['own'], [0.5, 0.17646691510396464, 0.8235330848960354]);
    close(shares['beta'], [0.25, 0.05048238770098758, 0.6763624719970036]);
    const { rows } = await runMetric(await memoryRelease(golden), marketConcentration, m1);
    close([rows[0]?.value, rows[0]?.ciLow, rows[0]?.ciHigh], [3750, 2244.0128964322307, 6266.675214905428]);
    expect(rows[0]?.['hhiCorrected']).toBeCloseTo(3025.5102040816328, 8);
  });
  it('the figure says that the panel is a sample, and how the interval was made', async () => {
    const figure = await runMetric(await memoryRelease(golden), marketShare, m1);
    expect(figure.flags).toContainEqual(
      expect.objectContaining({ code: 'ESTIMATED', facts: { reason: 'WEIGHTED_PANEL', least: 5, most: 10 } }),
    );
    expect(figure.passport.choices.map((c) => c.name)).toContain('panelDesign');
  });
  it('market.definitions carries the same interval', async () => {
    const { rows } = await runMetric(await memoryRelease(golden), marketDefinitions, { ...march, platform: 'own' });
    const row = rows.find((r) => r['definition'] === 'M1_ONLINE_EQUIPPED');
    close([row?.value, row?.ciLow, row?.ciHigh], [45 / 70, 0.2103157713982424, 0.924043364511789]);
  });
});

describe('penetration of a register of 80', () => {
  const register = Array.from({ length: 80 }, (_v, i) => {
    const known = GOLDEN_PRACTITIONERS[i];
    return `('2021-01-01', '${known ?? `X${i}`}', 'MED', 'SM54', 'LIBERAL', true, '${i % 4 === 3 ? '48' : '75'}', null)`;
  });
  const release = () => memoryRelease([...golden, `insert into universe_snapshot values ${register.join(', ')}`]);
  it('own 45 of 80 in [0.2072, 0.8635], the same as M2', async () => {
    const { rows } = await runMetric(await release(), marketPenetration, march);
    const own = rows.find((r) => r['platform'] === 'own');
    close([own?.value, own?.ciLow, own?.ciHigh], [0.5625, 0.20720914074850505, 0.8634752932556712]);
    const shares = await runMetric(await release(), marketShare, { ...march, definition: 'M2_ALL_PRACTITIONERS' });
    const same = shares.rows.find((r) => r['platform'] === 'own');
    close([same?.ciLow, same?.ciHigh], [0.20720914074850505, 0.8634752932556712]);
  });
});

describe('what a panel cannot carry', () => {
  const lone = panel(
    [
      ['P01', 'own', 10],
      ['P02', 'alpha', 10],
      ['P08', 'own', 5],
    ],
    [
      ['75', 20, 20, 2],
      ['48', 5, 5, 1],
    ],
  );
  it('one practitioner in département 48: the share stands, its interval is refused with the reason', async () => {
    const { rows } = await runMetric(await memoryRelease(lone), marketShare, m1);
    const own = rows.find((r) => r['platform'] === 'own');
    expect(own).toMatchObject({ value: 15 / 25, ciLow: null, ciHigh: null });
    expect(own?.flags).toContainEqual(
      expect.objectContaining({
        code: 'ESTIMATED',
        facts: { reason: 'SINGLE_CLUSTER_STRATUM', stratum: '48' },
      }),
    );
    const index = await runMetric(await memoryRelease(lone), marketConcentration, m1);
    expect(index.rows[0]).toMatchObject({ ciLow: null, hhiCorrected: null });
    expect(index.rows[0]?.flags.map((f) => f.facts['reason'])).toContain('SINGLE_CLUSTER_STRATUM');
  });
  it('by département only that one is refused', async () => {
    const { rows } = await runMetric(await memoryRelease(lone), marketShare, { ...m1, by: 'platform,departement' });
    expect(rows.map((r) => [r['departement'], r.ciLow !== null])).toEqual([
      ['48', false],
      ['75', true],
      ['75', true],
    ]);
  });
  it('a département that was counted whole, each practitioner weighing 1, may hold one only', async () => {
    const whole = panel(
      [
        ['P01', 'own', 10],
        ['P02', 'alpha', 10],
        ['P08', 'own', 1],
      ],
      [
        ['75', 20, 20, 2],
        ['48', 1, 1, 1],
      ],
    );
    const { rows } = await runMetric(await memoryRelease(whole), marketShare, m1);
    expect(rows.every((r) => r.ciLow !== null)).toBe(true);
  });
  it('a census has no interval', async () => {
    const census = panel(
      GOLDEN_EQUIPMENT.map(([p, platform]) => [p, platform, 1] as const),
      [
        ['75', 6, 6, 6],
        ['48', 2, 4, 4],
      ],
    );
    const { rows } = await runMetric(await memoryRelease(census), marketShare, m1);
    expect(rows.every((r) => r.ciLow === null)).toBe(true);
  });
});
