import { join } from 'node:path';
import { PLAIN_COLUMNS } from '../questions.ts';
import { duration } from '../result.ts';
import { TARGETS } from '../targets.ts';
import { addMemory } from './simulate-market.ts';
import { LAST_MONTH, MONTHS, sqlList, type SimulatedInput, type Stage } from './step.ts';

/** A release of 36 months, the 37th added to it, and the plain table of the same bookings beside them. */
export async function measureRelease(stage: Stage, files: readonly SimulatedInput[], home: string): Promise<string> {
  const bookings = files.filter((f) => f.table === 'booking');
  const last = bookings.filter((f) => f.path.includes(LAST_MONTH));
  const others = files.filter((f) => f.table !== 'booking').map(({ path, profile }) => ({ path, profile }));
  stage.say('ingesting equipment, register and revenue');
  await stage.run({ kind: 'ingest', home, files: others });
  stage.say(`building a release of ${MONTHS - 1} months`);
  const full = await stage.run({ kind: 'build', home, force: false });
  stage.say('adding a month');
  await stage.run({ kind: 'ingest', home, files: last.map(({ path, profile }) => ({ path, profile })) });
  const added = await stage.run({ kind: 'build', home, force: false });
  stage.say('loading the plain table');
  const plain = join(stage.directory, 'plain.duckdb');
  const bare = await stage.run({
    kind: 'bare',
    database: plain,
    statements: [
      `create table plain_booking as select ${PLAIN_COLUMNS} from read_parquet(${sqlList(bookings.map((f) => f.path))})`,
      'checkpoint',
    ],
  });
  const share = full.milliseconds / (MONTHS - 1);
  const rows = bookings.reduce((sum, f) => sum + f.rows, 0) - last.reduce((sum, f) => sum + f.rows, 0);
  stage.add({
    group: 'release',
    name: `build of ${rows.toLocaleString('en')} bookings, ${MONTHS - 1} months`,
    got: duration(full.milliseconds),
    byHand: `${duration(bare.milliseconds)} (plain table)`,
    target: null,
    met: null,
    note: `${(rows / full.milliseconds / 1000).toFixed(2)} M rows/s, with equipment, register and hashes`,
    facts: { milliseconds: full.milliseconds, rows, plainTableMilliseconds: bare.milliseconds },
  });
  stage.add({
    group: 'release',
    name: 'adding one month',
    got: duration(added.milliseconds),
    byHand: `${duration(share)} (a month’s share of the build)`,
    target: `≤ ${TARGETS.addedMonthOverShare} × a month’s share`,
    met: added.milliseconds <= TARGETS.addedMonthOverShare * share,
    note: `${(added.milliseconds / share).toFixed(1)} ×`,
    facts: { milliseconds: added.milliseconds, monthShareMilliseconds: share, ratio: added.milliseconds / share },
  });
  addMemory(stage, 'release build', full.peakMemoryMb, TARGETS.peakMemoryMb);
  return plain;
}
