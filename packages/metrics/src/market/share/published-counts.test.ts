import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { weeklyInserts } from '../../testing/real-like.ts';
import { marketShare } from './definition.ts';

const release = await memoryRelease(weeklyInserts(), '2021-05-10');
const threeWeeks = { from: '2021-04-12', to: '2021-05-03', register: '2021-05-04' };
const ask = (params: Record<string, unknown>) => runMetric(release, marketShare, params);
const numerators = async (params: Record<string, unknown>): Promise<Record<string, number | null>> =>
  Object.fromEntries((await ask(params)).rows.map((row) => [String(row['platform']), row.numerator]));

describe('counts that carry no platform', () => {
  it('take it from the register asked for: A 100+110+90, B 50+40+60, C 30+30+20+10, D 20+20+20', async () => {
    expect(await numerators(threeWeeks)).toEqual({ doctolib: 300, keldoc: 150, maiia: 90, none: 60 });
  });
  it('by default take the nearest register not after the period, and say what it does not know: 600 − 300 = 300 unmatched', async () => {
    const figure = await ask({ from: '2021-04-12', to: '2021-05-03' });
    expect(figure.rows.map((r) => [r['platform'], r.numerator])).toEqual([
      ['doctolib', 300],
      ['unmatched', 300],
    ]);
    expect(figure.passport.choices).toContainEqual(expect.objectContaining({ name: 'register', value: '2021-01-15' }));
    expect(figure.coverage).toMatchObject({ rowsRead: 600, rowsCounted: 600, unmatched: 300, matchedRatio: 0.5 });
    expect(figure.flags.map((f) => f.code)).toContain('LOW_COVERAGE');
  });
  it('without repairs, C is what its address said before it was mended', async () => {
    expect(await numerators({ ...threeWeeks, repairs: 'off' })).toEqual({
      doctolib: 300,
      keldoc: 150,
      other: 90,
      none: 60,
    });
  });
  it('leave the outside option out of the denominator when asked: 300 of 600 − 60', async () => {
    const figure = await ask({ ...threeWeeks, outsideOption: 'out' });
    expect(figure.rows[0]).toMatchObject({ platform: 'doctolib', value: 300 / 540, denominator: 540 });
    expect(figure.rows.map((r) => r['platform'])).not.toContain('none');
  });
  it('count both rows of a repeated site and week, and say so', async () => {
    const figure = await ask(threeWeeks);
    expect(figure.flags).toContainEqual(expect.objectContaining({ code: 'DUPLICATE_KEY', facts: { rows: 2 } }));
  });
});

describe('what a register cannot tell', () => {
  it('a default register that knows 300 of 600 proposes the day that knows all, with its coverage', async () => {
    const figure = await ask({ from: '2021-04-12', to: '2021-05-03' });
    const flag = figure.flags.find((f) => f.code === 'LOW_COVERAGE');
    expect(flag?.facts).toMatchObject({
      reason: 'BETTER_REGISTER',
      register: '2021-01-15',
      matchedRatio: 0.5,
      unmatched: 300,
      proposedRegister: '2021-05-04',
      proposedMatchedRatio: 1,
      proposedUnmatched: 0,
    });
    expect(flag?.message).toMatch(/register of 2021-05-04 would .*100\.0%.*register=2021-05-04/);
  });
  it('a register that was asked for is not argued with', async () => {
    const figure = await ask({ from: '2021-04-12', to: '2021-05-03', register: '2021-01-15' });
    const flag = figure.flags.find((f) => f.code === 'LOW_COVERAGE');
    expect(flag?.facts).toMatchObject({ matchedRatio: 0.5 });
    expect(flag?.facts).not.toHaveProperty('proposedRegister');
  });
  it('a site listed twice with two platforms has none that is known: B 50 + 40 + 60 = 150 unmatched, and said', async () => {
    const twice = await memoryRelease([
      ...weeklyInserts(),
      `insert into site_register values ('2021-05-04', 'B', null, '75', null, 48.85, 2.35, null, 'alpha', 'alpha', null, null, null)`,
    ]);
    const figure = await runMetric(twice, marketShare, threeWeeks);
    expect(Object.fromEntries(figure.rows.map((r) => [r['platform'], r.numerator]))).toEqual({
      doctolib: 300,
      maiia: 90,
      none: 60,
      unmatched: 150,
    });
    expect(figure.flags).toContainEqual(
      expect.objectContaining({
        code: 'DUPLICATE_KEY',
        facts: { reason: 'REGISTER_TWICE', sites: 1, bookings: 150, register: '2021-05-04' },
      }),
    );
  });
  it('a site listed twice with the same platform keeps it', async () => {
    const twice = await memoryRelease([
      ...weeklyInserts(),
      `insert into site_register values ('2021-05-04', 'B', null, '75', null, 48.85, 2.35, null, 'keldoc', 'keldoc', null, null, null)`,
    ]);
    const figure = await runMetric(twice, marketShare, threeWeeks);
    expect(figure.rows.find((r) => r['platform'] === 'keldoc')?.numerator).toBe(150);
  });
  it('ids that lost their leading zeros are named before and after; 00A12 with no twin is not', async () => {
    const zeros = await memoryRelease([
      ...weeklyInserts(),
      `insert into site_register values ('2021-05-04', '0077', null, '75', null, 48.85, 2.35, null, 'keldoc', 'keldoc', null, null, null)`,
      `insert into booking_count values ('77', '2021-04-12', 'week', '75', null, null, 7, null, null, true, null, 1, 1),
        ('77', '2021-04-19', 'week', '75', null, null, 5, null, null, true, null, 1, 1), ('00A12', '2021-04-19', 'week', '75', null, null, 3, null, null, true, null, 1, 1)`,
    ]);
    const figure = await runMetric(zeros, marketShare, threeWeeks);
    expect(figure.rows.find((r) => r['platform'] === 'unmatched')?.numerator).toBe(15);
    expect(figure.flags).toContainEqual(
      expect.objectContaining({
        code: 'LOW_COVERAGE',
        severity: 'warn',
        facts: { reason: 'LEADING_ZEROS', sites: 1, bookings: 12, before: '77', after: '0077', register: '2021-05-04' },
      }),
    );
  });
});

describe('incomplete periods', () => {
  it('flags the week that 2 of the usual 4 sites reported, alone and among others', async () => {
    const alone = await ask({ from: '2021-05-03', to: '2021-05-10', register: '2021-05-04' });
    expect(alone.rows[0]).toMatchObject({ platform: 'doctolib', value: 0.95 });
    expect(alone.rows[0]?.flags).toContainEqual(
      expect.objectContaining({
        code: 'INCOMPLETE_PERIOD',
        facts: expect.objectContaining({ sites: 2, usual: 4, fall: 0.5 }),
      }),
    );
    const weekly = await ask({ from: '2021-04-12', to: '2021-05-10', grain: 'week', register: '2021-05-04' });
    const flagged = weekly.rows
      .filter((r) => r.flags.some((f) => f.code === 'INCOMPLETE_PERIOD'))
      .map((r) => r['period']);
    expect([...new Set(flagged)]).toEqual(['2021-05-03']);
  });
  it('flags a period that the file’s own date had not reached', async () => {
    const early = await memoryRelease([
      ...weeklyInserts().slice(1),
      `insert into booking_count values ('A', '2021-04-12', 'week', '75', null, null, 10, null, null, true, '2021-04-15', 1, 1)`,
    ]);
    const figure = await runMetric(early, marketShare, {
      from: '2021-04-12',
      to: '2021-04-19',
      register: '2021-05-04',
    });
    expect(figure.flags).toContainEqual(
      expect.objectContaining({
        code: 'INCOMPLETE_PERIOD',
        facts: expect.objectContaining({ reason: 'AFTER_FILE_DATE', fileDay: '2021-04-15' }),
      }),
    );
  });
});

describe('questions that cannot be answered', () => {
  it('refuses what the release does not hold, with the profile that would', async () => {
    const figure = await ask({ ...threeWeeks, definition: 'M5_REVENUE' });
    expect(figure.rows).toEqual([]);
    expect(figure.flags[0]).toMatchObject({ code: 'REFUSED', facts: { reason: 'NO_VENDOR_VOLUME' } });
  });
  it.each([
    ['an unknown parameter', { colour: 'blue' }, /no parameter "colour"/],
    ['a day that does not exist', { from: '2021-02-30', to: '2021-03-05' }, /"from"/],
    ['an end before its start', { from: '2021-04-19', to: '2021-04-12' }, /holds no day/],
    ['half a period', { from: '2021-04-19' }, /only "from"/],
    ['a rule that the definition does not know', { ...threeWeeks, countingRule: 'MS-5' }, /cannot be counted by MS-5/],
  ])('names %s', async (_name, params, message) => {
    await expect(ask(params)).rejects.toThrow(message);
  });
  it('takes a platform nobody heard of for a misspelling, and one that is absent from a place for 0 of it', async () => {
    await expect(ask({ ...threeWeeks, platform: 'docotlib' })).rejects.toThrow(/No platform "docotlib"/);
    const figure = await ask({ ...threeWeeks, by: 'departement', platform: 'keldoc' });
    expect(figure.rows.map((r) => [r['departement'], r.value, r.denominator])).toEqual([
      ['48', 0, 90],
      ['75', 150 / 510, 510],
    ]);
  });
  it('takes hostile text for a name and finds nothing', async () => {
    const figure = await ask({ ...threeWeeks, departement: "75' or 1=1 --" });
    expect(figure.rows).toEqual([]);
  });
});

it('names the one site that moves a share: without A, doctolib falls from 300 / 600 to 0', async () => {
  const figure = await ask(threeWeeks);
  expect(figure.flags).toContainEqual(
    expect.objectContaining({ code: 'OUTLIER', facts: expect.objectContaining({ site: 'A', effect: 0.5 }) }),
  );
});
