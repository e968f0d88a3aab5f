import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesNeeded, checkDisk } from './check-disk.ts';
import { firstDifference } from './compare-answers.ts';
import { tableOfReport } from './print-report.ts';
import { duration, medianOf, millionsPerSecond, percentileOf, type Measure } from './result.ts';
import { runBench } from './run-bench.ts';
import { practitionersFor } from './steps/step.ts';

const root = mkdtempSync(join(tmpdir(), 'vigie-bench-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('comparing a figure with the same question by hand', () => {
  it('finds a value that differs, one that is missing, and one that is not a number', () => {
    expect(firstDifference(new Map([['a', 0.5]]), new Map([['a', 0.5000001]]))).toMatch(
      /^a: the figure says 0.5, by hand 0.5000001/,
    );
    expect(firstDifference(new Map(), new Map([['b', 0.1]]))).toMatch(/^b: the figure says 0, by hand 0.1/);
    expect(firstDifference(new Map([['c', Number.NaN]]), new Map([['c', 0]]))).toMatch(/^c/);
  });
  it('takes the last digits of a sum, and zero for absent, as equal', () => {
    expect(
      firstDifference(
        new Map([
          ['a', 0.1 + 0.2],
          ['z', 0],
        ]),
        new Map([['a', 0.3]]),
      ),
    ).toBeNull();
  });
});

describe('numbers of the report', () => {
  it('median of 4, 1, 3 is 3, of 4, 1, 3, 2 is 2.5; 95th percentile of 1…100 is 95', () => {
    expect(medianOf([4, 1, 3])).toBe(3);
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
    expect(
      percentileOf(
        Array.from({ length: 100 }, (_, i) => 100 - i),
        0.95,
      ),
    ).toBe(95);
    expect(percentileOf([], 0.95)).toBe(0);
  });
  it('says rates and durations for people: 3,000,000 rows in 2 s are 1.50 M rows/s', () => {
    expect(millionsPerSecond(3_000_000, 2000)).toBe('1.50 M rows/s');
    expect([4.25, 850, 12_340].map(duration)).toEqual(['4.3 ms', '850 ms', '12.3 s']);
  });
  it('the table shows what was got, what it took by hand, the target, and says when it was missed', () => {
    const measure: Measure = {
      bookings: 1_000_000,
      group: 'metric',
      name: 'market.share: national',
      got: '20 ms',
      byHand: '10 ms / 90 ms plain',
      target: '≤ 1.15 × by hand',
      met: false,
      note: '2.00 × by hand',
      facts: {},
    };
    const report = {
      unit: 'bookings' as const,
      engine: 'DuckDB v1',
      node: 'v24',
      threads: 2,
      memoryGb: 24,
      loadBefore: 0.1,
      measures: [measure],
      mismatches: [],
    };
    expect(tableOfReport(report)).toMatch(
      /market\.share: national +20 ms +10 ms \/ 90 ms plain +≤ 1\.15 × by hand +MISSED/,
    );
    expect(tableOfReport(report)).toContain('0 of 1 targets met.');
    expect(tableOfReport({ ...report, mismatches: ['x: 1 against 2'] })).toContain('1 answers DIFFER');
  });
});

describe('before it starts', () => {
  it('100 million bookings are the whole country’s, a million a 22nd of it', () => {
    expect(practitionersFor(100_000_000)).toBe(450_000);
    expect(practitionersFor(1_000_000)).toBe(20_000);
  });
  it('refuses a disk that is too small, and leaves nothing behind', async () => {
    await expect(checkDisk(root, [1e15])).rejects.toMatchObject({ code: 'LIMIT_REACHED', reason: 'DISK_TOO_SMALL' });
    const context = { directory: join(root, 'work'), signal: new AbortController().signal, say: () => undefined };
    await expect(runBench(context, [1e15])).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    expect(bytesNeeded(100_000_000)).toBeLessThan(70e9);
  });
});
