import { join } from 'node:path';
import { z } from 'zod';
import { duration, millionsPerSecond } from '../result.ts';
import { addMemory } from '../steps/simulate-market.ts';
import { sqlList, type SimulatedInput, type Stage } from '../steps/step.ts';
import { TARGETS } from '../targets.ts';
import { PLAIN_ACCESS_TABLES } from './by-hand.ts';

/** A year that a release is built of, and a month that is added to it. */
const MONTHS = 13;
const FROM = '2021-01';
const ADDED = '2022-01';
const ASKED = { month: '2021-06-01', next: '2021-07-01' };
/** Requests a month that the simulator makes at volume 1; a tenth as many slots. */
const REQUESTS_AT_ONE = 27_500;

const filesSchema = z.array(z.object({ path: z.string(), profile: z.string(), table: z.string(), rows: z.number() }));

const isAdded = (file: SimulatedInput): boolean => file.path.includes(ADDED);

/** Simulates requests, slots and all the rest about access, takes them in, builds, adds a month, and asks every indicator beside the sums by hand. */
export async function runAccessSize(stage: Stage): Promise<void> {
  const home = join(stage.directory, 'home');
  const files = await simulate(stage);
  const peak = await ingest(
    stage,
    home,
    files.filter((file) => !isAdded(file)),
  );
  const share = await build(stage, home, files);
  stage.say('adding a month');
  await stage.run({
    kind: 'ingest',
    home,
    files: files.filter(isAdded).map(({ path, profile }) => ({ path, profile })),
  });
  const added = await stage.run({ kind: 'build', home, force: false });
  stage.add({
    group: 'release',
    name: 'adding one month',
    got: duration(added.milliseconds),
    byHand: `${duration(share)} (a month’s share of the build)`,
    target: `≤ ${TARGETS.addedMonthOverShare} × a month’s share`,
    met: added.milliseconds <= TARGETS.addedMonthOverShare * share,
    note: `${(added.milliseconds / share).toFixed(1)} ×`,
    facts: { milliseconds: added.milliseconds, monthShareMilliseconds: share },
  });
  addMemory(stage, 'ingestion', peak, TARGETS.peakMemoryMb);
  await ask(stage, home, await loadPlain(stage, files));
}

async function simulate(stage: Stage): Promise<SimulatedInput[]> {
  stage.say(`simulating ${MONTHS} months of access`);
  const outcome = await stage.run({
    kind: 'simulate',
    directory: join(stage.directory, 'simulated'),
    practitioners: 2000,
    months: MONTHS,
    seed: 1,
    from: FROM,
    bookings: 10_000,
    access: stage.bookings / (REQUESTS_AT_ONE * MONTHS),
  });
  const files = filesSchema.parse(JSON.parse(outcome.texts['files'] ?? '[]'));
  const rows = (table: string): number =>
    files.filter((file) => file.table === table).reduce((sum, file) => sum + file.rows, 0);
  stage.add({
    group: 'simulate',
    name: `${rows('api_request').toLocaleString('en')} requests, ${rows('slot').toLocaleString('en')} slots, ${rows('slot_exposure').toLocaleString('en')} exposures`,
    got: duration(outcome.milliseconds),
    byHand: null,
    target: null,
    met: null,
    note: `and ${rows('probe').toLocaleString('en')} probes, ${rows('search_result').toLocaleString('en')} listings`,
    facts: {
      milliseconds: outcome.milliseconds,
      requests: rows('api_request'),
      slots: rows('slot'),
      exposures: rows('slot_exposure'),
    },
  });
  return files;
}

async function ingest(stage: Stage, home: string, files: readonly SimulatedInput[]): Promise<number> {
  stage.say('ingesting');
  const requests = files.filter((file) => file.table === 'api_request');
  const others = files.filter((file) => file.table !== 'api_request');
  const bare = await stage.run({
    kind: 'bare',
    statements: [
      `copy (select * from read_parquet(${sqlList(requests.map((file) => file.path))})) to '${join(stage.directory, 'bare.parquet')}' (format parquet, compression zstd)`,
    ],
  });
  const ours = await stage.run({
    kind: 'ingest',
    home,
    files: requests.map(({ path, profile }) => ({ path, profile })),
  });
  const rest = await stage.run({ kind: 'ingest', home, files: others.map(({ path, profile }) => ({ path, profile })) });
  const { accepted = 0, rowsIn = 0 } = ours.facts;
  const lost = rowsIn - accepted + (rest.facts['rejected'] ?? 0);
  if (lost > 0) stage.differ(`${lost} simulated rows were refused.`);
  const ratio = bare.milliseconds / ours.milliseconds;
  stage.add({
    group: 'ingest',
    name: `requests, ${requests.length} Parquet files`,
    got: `${duration(ours.milliseconds)}, ${millionsPerSecond(accepted, ours.milliseconds)}`,
    byHand: `${duration(bare.milliseconds)} (bare copy)`,
    target: null,
    met: null,
    note: `${ratio.toFixed(2)} × the bare engine; the other tables ${duration(rest.milliseconds)} for ${(rest.facts['accepted'] ?? 0).toLocaleString('en')} rows`,
    facts: {
      milliseconds: ours.milliseconds,
      bareMilliseconds: bare.milliseconds,
      othersMilliseconds: rest.milliseconds,
    },
  });
  return Math.max(ours.peakMemoryMb, rest.peakMemoryMb);
}

/** Returns a month’s share of the build in milliseconds. */
async function build(stage: Stage, home: string, files: readonly SimulatedInput[]): Promise<number> {
  stage.say(`building a release of ${MONTHS - 1} months`);
  const full = await stage.run({ kind: 'build', home, force: false });
  const rows = files.filter((file) => !isAdded(file)).reduce((sum, file) => sum + file.rows, 0);
  stage.add({
    group: 'release',
    name: `build of ${rows.toLocaleString('en')} rows, ${MONTHS - 1} months`,
    got: duration(full.milliseconds),
    byHand: null,
    target: null,
    met: null,
    note: millionsPerSecond(rows, full.milliseconds),
    facts: { milliseconds: full.milliseconds, rows },
  });
  addMemory(stage, 'release build', full.peakMemoryMb, TARGETS.peakMemoryMb);
  return full.milliseconds / (MONTHS - 1);
}

async function loadPlain(stage: Stage, files: readonly SimulatedInput[]): Promise<string> {
  stage.say('loading the plain tables');
  const plain = join(stage.directory, 'plain.duckdb');
  const tables = PLAIN_ACCESS_TABLES.map((table) => {
    const paths = files.filter((file) => file.table === table).map((file) => file.path);
    return `create table ${table} as select * from read_parquet(${sqlList(paths)})`;
  });
  await stage.run({ kind: 'bare', database: plain, statements: [...tables, 'checkpoint'] });
  return plain;
}

async function ask(stage: Stage, home: string, plain: string): Promise<void> {
  stage.say('access.parity, every indicator and partner');
  const outcome = await stage.run({ kind: 'access', home, plain, ...ASKED });
  const { coldMs = 0, warmMs = 0, handMs = 0, rows = 0, partners = 0, answers = 0 } = outcome.facts;
  const { mismatch } = outcome.texts;
  if (mismatch !== undefined) stage.differ(`access.parity: ${mismatch}.`);
  stage.add({
    group: 'metric',
    name: `access.parity: ${rows} rows, ${partners} partners beside own, one month`,
    got: `${duration(coldMs)} cold, ${duration(warmMs)} again`,
    byHand: `${duration(handMs)} (sums of 9 indicators over plain tables)`,
    target: null,
    met: null,
    note: `${answers} values ${mismatch === undefined ? 'equal' : 'DIFFER'}`,
    facts: outcome.facts,
  });
  addMemory(
    stage,
    'the indicators, with the statements by hand beside them',
    outcome.peakMemoryMb,
    TARGETS.peakMemoryMb,
  );
}
