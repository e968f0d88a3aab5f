import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getMetric, METRIC_MACROS, runMetric } from '@vigie/metrics';
import { simulateMarket, type SimulationResult } from '@vigie/simulation';
import { buildRelease, ingestFile, openDatabase, openRelease, type ReleaseReader } from '@vigie/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_COLUMNS, questions } from './questions.ts';
import { SPAN } from './steps/step.ts';
import { answerQuestion } from './tasks/answer-question.ts';

const root = mkdtempSync(join(tmpdir(), 'vigie-simulated-release-'));
const home = join(root, 'home');
const plain = join(root, 'plain.duckdb');
let truth: SimulationResult['truth'];
let files: SimulationResult['files'];
let reader: ReleaseReader;
const rejected: string[] = [];

beforeAll(async () => {
  ({ truth, files } = await simulateMarket(
    { directory: join(root, 'files') },
    { practitioners: 2500, months: 37, seed: 5, from: '2019-01', bookings: 30_000, incompleteLastMonth: false },
  ));
  for (const { path, profile } of files) {
    const record = await ingestFile({ home }, { path, profile });
    if (record.rejected > 0) rejected.push(`${path}: ${record.rejected}`);
  }
  await buildRelease(home, { macros: METRIC_MACROS });
  reader = await openRelease(home);
  const database = await openDatabase({ path: plain });
  await (
    await database.connect()
  ).run(`create table plain_booking as select ${PLAIN_COLUMNS} from read_parquet('${root}/files/booking-*.parquet')`);
  database.close();
}, 240_000);
afterAll(() => {
  reader.close();
  rmSync(root, { recursive: true, force: true });
});

describe('a simulated market through ingestion, release and metrics', () => {
  it('loses no row and is known to be simulated without being told', () => {
    expect(rejected).toEqual([]);
    expect(reader.info.simulated).toBe(true);
    const inputs = reader.inputs
      .filter((input) => input.profile.startsWith('booking-export'))
      .reduce((sum, input) => sum + input.accepted, 0);
    expect(inputs).toBe(truth.bookings.reduce((sum, t) => sum + t.file.rows, 0));
  });

  it('has the shares that the generator says, in every month and for every platform', async () => {
    const figure = await runMetric(reader, getMetric('market.share'), {
      from: '2019-01-01',
      to: '2022-02-01',
      grain: 'month',
      by: ['platform'],
      vaccination: 'in',
    });
    const told = truth.bookings.filter((t) => t.file.online > 0);
    const found = new Map(
      figure.rows.map((row) => [`${String(row['period']).slice(0, 7)} ${String(row['platform'])}`, row]),
    );
    expect(found.size).toBeGreaterThanOrEqual(told.length);
    for (const t of told) {
      const row = found.get(`${t.month} ${t.platform}`);
      expect([t.month, t.platform, row?.numerator]).toEqual([t.month, t.platform, t.file.onlineVolume]);
      expect(row?.value).toBeCloseTo(t.fileShare, 12);
    }
  });

  it('has the equipped practitioners that the generator says (fractional, in 2,520ths)', async () => {
    const figure = await runMetric(reader, getMetric('market.share'), {
      from: '2021-12-01',
      to: '2022-01-01',
      definition: 'M1_ONLINE_EQUIPPED',
      countingRule: 'MS-5',
    });
    const told = truth.equipment.filter((t) => t.month === '2021-12' && t.product === 'AGENDA');
    expect(figure.rows.map((row) => [row['platform'], Math.round(Number(row.numerator) * 2520)]).sort()).toEqual(
      told.map((t) => [t.platform, t.fractional2520]).sort(),
    );
  });

  it.each(questions(SPAN).map((question, index) => [`${question.metric}: ${question.name}`, index] as const))(
    'the same by hand on the facts and on the bookings as they came: %s',
    async (_title, question) => {
      const finding = await answerQuestion({ kind: 'question', home, plain, question, span: { ...SPAN } });
      expect(finding.texts['mismatch']).toBeUndefined();
      expect(finding.facts['answers']).toBeGreaterThan(0);
    },
    60_000,
  );
});
