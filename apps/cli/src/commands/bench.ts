import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { AppError } from '@vigie/kernel';
import type { Command } from 'commander';
import { tableOfReport } from '../bench/print-report.ts';
import { runBench } from '../bench/run-bench.ts';

const USUAL = [1_000_000, 10_000_000];
const FULL = 100_000_000;

interface BenchFlags {
  readonly full?: boolean;
  readonly rows?: string;
  readonly directory: string;
  readonly json?: string;
}

/** `vigie bench`: every target of the performance specification beside what this machine gets, and the bare engine in the same run. */
export function registerBench(program: Command): void {
  program
    .command('bench')
    .argument('[suite]', 'market (bookings), or access (requests, slots and their exposure)', 'market')
    .description('measure ingestion, release, metrics and tiles beside bare DuckDB; answers that differ fail it')
    .option('--full', 'also 100 million bookings or requests (about 60 GB of disk, and an hour)')
    .option('--rows <list>', 'these sizes instead, separated by commas')
    .option('--directory <path>', 'where to work; everything in it that the bench makes is removed', tmpdir())
    .option('--json <file>', 'also write the report as JSON')
    .action((suite: string, flags: BenchFlags) => bench(suite, flags));
}

async function bench(suite: string, flags: BenchFlags): Promise<void> {
  if (suite !== 'market' && suite !== 'access') {
    throw new AppError('BAD_INPUT', `There is no bench “${suite}”.`, {
      reason: 'BAD_OPTION',
      cure: 'Say market or access.',
    });
  }
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const report = await runBench(
      { directory: resolve(flags.directory), signal: stop.signal, say: (line) => process.stderr.write(`${line}\n`) },
      sizesOf(flags),
      suite,
    );
    if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(`${tableOfReport(report)}\n`);
    if (report.mismatches.length > 0) process.exitCode = 1;
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
}

function sizesOf({ rows, full }: BenchFlags): number[] {
  const given = rows === undefined ? USUAL : rows.split(',').map((text) => Number(text.trim().replaceAll('_', '')));
  if (given.some((n) => !Number.isInteger(n) || n < 10_000 || n > 1_000_000_000)) {
    throw new AppError(
      'BAD_INPUT',
      `--rows is “${rows}”; expected numbers from 10,000 to 1,000,000,000, separated by commas.`,
      { reason: 'BAD_OPTION' },
    );
  }
  return full === true ? [...new Set([...given, FULL])] : given;
}
