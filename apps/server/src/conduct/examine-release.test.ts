import { accessExaminations, conductCases, conductEvents } from '@vigie/database';
import { createTestDatabase, type TestDatabase } from '@vigie/database/testing';
import type { ExaminationResult, InquiryContext } from '@vigie/inquiries';
import { getCase, listCases } from '@vigie/inquiries';
import { memoryRelease, requestInsert } from '@vigie/metrics/testing';
import type { ReleaseReader } from '@vigie/warehouse';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryFigures } from '../testing/memory-figures.ts';
import { readAccessContents } from '../warehouse/access-contents.ts';
import { type ExaminationOptions, examineRelease, PARITY } from './examine-release.ts';

let database: TestDatabase;
const releases: ReleaseReader[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const release of releases.splice(0)) release.close();
  await database.close();
});

const logged: { level: string; msg: string }[] = [];
const logger = pino(
  { level: 'debug', formatters: { level: (level) => ({ level }) } },
  {
    write: (line: string) => logged.push(JSON.parse(line) as { level: string; msg: string }),
  },
);
const context = (): InquiryContext => ({
  db: database.db,
  now: () => new Date('2021-06-01T09:00:00Z'),
  actor: { kind: 'job', name: 'access examination' },
});

/** Successes of `own` and of each partner out of a thousand attempts a day, on the first and last day of each month. */
interface Month {
  readonly days: readonly [string, string];
  readonly own: number;
  readonly beta: number;
  readonly gamma: number;
}
const FEBRUARY = { days: ['2021-02-01', '2021-02-28'], own: 9600, beta: 850, gamma: 958 } as const;
const MARCH = { days: ['2021-03-01', '2021-03-31'], own: 9600, beta: 840, gamma: 961 } as const;
const APRIL = { days: ['2021-04-01', '2021-04-30'], own: 9600, beta: 860, gamma: 960 } as const;
const CALM_MARCH = { ...MARCH, beta: 962 };

async function releaseOf(months: readonly Month[]): Promise<ReleaseReader> {
  const rows = months.flatMap(({ days, own, beta, gamma }) =>
    days.flatMap((day) => [
      { day, requests: 10_000, confirmed: own, failedPlatform: 10_000 - own },
      { day, partner: 'beta', requests: 1000, confirmed: beta, failedPlatform: 1000 - beta },
      { day, partner: 'gamma', requests: 1000, confirmed: gamma, failedPlatform: 1000 - gamma },
    ]),
  );
  const release = await memoryRelease([requestInsert(rows)], '2021-05-01');
  releases.push(release);
  return release;
}

interface Examine extends Partial<Pick<ExaminationOptions, 'signal' | 'onResult'>> {
  readonly number?: number;
  /** A month whose figure cannot be computed. */
  readonly failing?: string;
}

async function examine(
  release: ReleaseReader,
  { number = 1, failing, ...options }: Examine = {},
): Promise<ExaminationResult[]> {
  const results: ExaminationResult[] = [];
  const record = {
    ...release,
    hash: String(number).padStart(64, '0'),
    number,
    seal: { ...release.seal, builtAt: `2021-05-0${number}T00:00:00Z` },
  };
  const real = memoryFigures({ ...release, hash: record.hash, number });
  await examineRelease({
    record,
    access: await readAccessContents(release),
    figures: {
      run: (id, params, how) =>
        params['month'] === failing ? Promise.reject(new Error('out of memory')) : real.run(id, params, how),
    },
    metrics: { parity: { version: 1 }, monitor: null },
    context: context(),
    onResult: (result) => results.push(result),
    logger,
    signal: new AbortController().signal,
    ...options,
  });
  return results;
}

const booking = async (partner: string) => {
  const { cases } = await listCases(context(), { partner, kpi: 'CA-08', cursor: 0, limit: 10 });
  return Promise.all(cases.map(({ id }) => getCase(context(), { id })));
};

describe('real figures', () => {
  it('booking success 1,700 of 2,000 against 19,200 of 20,000 in February, then March and April: one case, three events', async () => {
    await examine(await releaseOf([FEBRUARY, MARCH, APRIL]));
    const found = await booking('beta');
    expect(found).toHaveLength(1);
    expect(found[0]?.events.map(({ kind }) => kind)).toEqual(['OPENED', 'RED_MONTH', 'RED_MONTH']);
    expect(found[0]).toMatchObject({ firstMonth: '2021-02', lastMonth: '2021-04', redMonths: 3, simulated: false });
    // 1,700 ÷ 2,000 − 19,200 ÷ 20,000 = 0.85 − 0.96.
    expect(found[0]?.findings[0]?.monthNumbers?.effect).toBeCloseTo(-0.11, 12);
    expect(found[0]?.findings[0]?.foundIn).toMatchObject({ metric: PARITY, metricVersion: 1, releaseNumber: 1 });
    expect(await booking('gamma')).toEqual([]);
  });

  it('a second look at the same release does nothing; each month was noted once, with its digest', async () => {
    const release = await releaseOf([FEBRUARY, MARCH, APRIL]);
    await examine(release);
    const events = await database.db.$count(conductEvents);
    expect(await examine(release)).toEqual([]);
    expect(await database.db.$count(conductEvents)).toBe(events);
    const noted = await database.db.select().from(accessExaminations).orderBy(accessExaminations.scope);
    expect(noted.map(({ scope, applied }) => [scope, applied])).toEqual([
      ['2021-02', true],
      ['2021-03', true],
      ['2021-04', true],
    ]);
    expect(noted.every(({ decisionsSha256, raised }) => /^[0-9a-f]{64}$/.test(decisionsSha256) && raised > 0)).toBe(
      true,
    );
  });

  it('a corrected March is restated, and nothing is deleted', async () => {
    await examine(await releaseOf([FEBRUARY, MARCH, APRIL]));
    await examine(await releaseOf([FEBRUARY, CALM_MARCH, APRIL]), { number: 2 });
    const [found] = await booking('beta');
    const march = found?.findings.find(({ month }) => month === '2021-03');
    expect(march).toMatchObject({ stands: false, foundIn: { releaseNumber: 2 } });
    expect(march?.status).not.toBe('RED');
    expect(found?.events.filter(({ kind }) => kind === 'RESTATED')).toMatchObject([
      { before: { status: 'RED', month: '2021-03' }, after: { month: '2021-03', stands: false } },
    ]);
  });

  it('two releases looked at at once: one case for the run, whichever is faster', async () => {
    const [first, second] = [await releaseOf([FEBRUARY, MARCH, APRIL]), await releaseOf([FEBRUARY, MARCH, APRIL])];
    await Promise.all([examine(first), examine(second, { number: 2 })]);
    const found = await booking('beta');
    expect(found).toHaveLength(1);
    expect(found[0]?.findings.map(({ month }) => month)).toEqual(['2021-02', '2021-03', '2021-04']);
  });

  it('an unfinished month has no verdict yet: April until the 15th opens nothing', async () => {
    await examine(await releaseOf([{ ...APRIL, days: ['2021-04-01', '2021-04-15'] }]));
    expect(await database.db.$count(conductCases)).toBe(0);
    expect(await database.db.$count(accessExaminations)).toBe(0);
  });
});

describe('what goes wrong', () => {
  it('stopped between two months, the first one stands and the next look goes on from there', async () => {
    const release = await releaseOf([FEBRUARY, MARCH, APRIL]);
    const stop = new AbortController();
    const stopping = examine(release, { signal: stop.signal, onResult: () => stop.abort() });
    await expect(stopping).rejects.toThrow('aborted');
    expect(await database.db.$count(accessExaminations)).toBe(1);
    expect(await examine(release)).toHaveLength(2);
    expect((await booking('beta'))[0]?.events).toHaveLength(3);
  });

  it('a figure that fails is said in the log and left for the next time; the other months go on', async () => {
    const release = await releaseOf([FEBRUARY, MARCH, APRIL]);
    logged.length = 0;
    expect(await examine(release, { failing: '2021-03' })).toHaveLength(2);
    expect(logged.filter(({ level }) => level === 'error').map(({ msg }) => msg)).toEqual(['an examination failed']);
    expect(await examine(release)).toHaveLength(1);
  });

  it('a release without access data is left alone', async () => {
    const release = await memoryRelease(['drop table rollup_request_day']);
    releases.push(release);
    expect(await examine(release)).toEqual([]);
  });
});
