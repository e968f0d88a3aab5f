import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureSchema } from '@vigie/kernel';
import type { KpiRow } from '@vigie/metrics';
import { GOLDEN_B_CELLS } from '@vigie/metrics/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshHome, runVigie, type Run } from './testing/run-vigie.ts';

/** Golden dataset B as the log a platform would bring: one line per request, through ingestion, release and `vigie access run`. */
const home = freshHome();
const COLUMNS =
  'request_id,received_at,interface,partner_code,endpoint,outcome,reason_code,attributable_to,ttlb_ms,is_probe,specialty_code,site_dept,visit_kind,visit_mode';

function requestLines(): string[] {
  let id = 0;
  const lines = (interfaceName: string, place: string, outcomes: readonly [number, number]): string[] =>
    outcomes.flatMap((count, failed) =>
      Array.from({ length: count }, () => {
        id += 1;
        // 9 to 12 in Paris: one part of the day, so that the strata are the four of the dataset.
        const minute = `${String(7 + (id % 3)).padStart(2, '0')}:${String(id % 60).padStart(2, '0')}`;
        const outcome = failed === 1 ? 'ERROR,SERVER_ERROR,PLATFORM' : 'SUCCESS,,';
        return `R${id},2021-04-14T${minute}:00Z,${interfaceName},BOOK,${outcome},120,false,${place},FIRST,AMB`;
      }),
    );
  return GOLDEN_B_CELLS.flatMap(({ departement, specialty, own, partner }) => [
    ...lines('OWN_APP,', `${specialty},${departement}`, own),
    ...lines('PARTNER_API,beta', `${specialty},${departement}`, partner),
  ]);
}

beforeAll(async () => {
  const path = join(home, 'api_request.csv');
  writeFileSync(path, `${[COLUMNS, ...requestLines()].join('\n')}\n`);
  for (const args of [
    ['ingest', '--profile', 'access-export', path],
    ['release', 'build'],
  ]) {
    const run = await runVigie(home, args);
    expect(run, run.stdout + run.stderr).toMatchObject({ code: 0 });
  }
});

const access = (...args: string[]): Promise<Run> => runVigie(home, ['access', 'run', ...args]);

describe('vigie access run on golden dataset B', () => {
  it('JSON: stratified −0.0295198728, CI90 −0.0551 to −0.0039, p 0.02986 → AMBER, though crude is +0.0210', async () => {
    const run = await access('--partner', 'BETA', '--month', '2021-04', '--kpi', 'CA-08', '--format', 'json');
    expect(run.stderr).toBe('');
    const { figure } = JSON.parse(run.stdout) as { figure: { kpis: KpiRow[] } };
    expect(figureSchema.parse(figure).rows).toHaveLength(1);
    const [row] = figure.kpis;
    expect(row).toMatchObject({ kpi: 'CA-08', partner: 'beta', month: '2021-04', margin: 0.02, unit: 'share' });
    expect(row?.effect).toBeCloseTo(-0.029519872814, 10);
    expect(row?.ciLow).toBeCloseTo(-0.0551003, 6);
    expect(row?.ciHigh).toBeCloseTo(-0.0039394, 6);
    expect(row?.p).toBeCloseTo(0.0298578080137, 11);
    expect(row?.crudeEffect).toBeCloseTo(0.020967741935, 10);
    expect(row?.strata.length).toBe(4);
    expect(row?.mdd).toBeGreaterThan(0);
    expect(Array.isArray(row?.flags)).toBe(true);
  });

  it('the table names the indicator, its status and what its passport rests on; CSV has one line per row', async () => {
    const table = await access('--partner', 'beta', '--kpi', 'ca-08');
    expect(table.stdout).toContain('Booking success');
    expect(table.stdout).toContain('−2.95 pt');
    expect(table.stdout).toMatch(/Passport: release 1/);
    const csv = await access('--format', 'csv');
    expect(csv.stdout.trimEnd().split('\r\n')).toHaveLength(21);
  });

  it.each([
    [['--partner', 'DELTA'], /No partner "delta".*There are beta/s],
    [['--month', '2020-01'], /no access data for 2020-01.*It holds 2021-04/s],
    [['--kpi', 'CA-77'], /kpi/],
    [['--format', 'xml'], /no format "xml".*table, json, csv/s],
  ])('%j is refused with the cure', async (args, message) => {
    const run = await access(...args);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(message);
  });

  it('help says what negative means', async () => {
    const run = await access('--help');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('negative means that the partner is served worse');
  });
});
