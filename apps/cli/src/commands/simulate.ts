import { resolve } from 'node:path';
import { AppError } from '@vigie/kernel';
import { simulateMarket, type SimulatedFile, type SimulationProgress } from '@vigie/simulation';
import { ingestFile } from '@vigie/warehouse';
import type { Command } from 'commander';
import { readHome } from '../env.ts';

interface SimulateFlags {
  readonly practitioners: string;
  readonly months: string;
  readonly seed: string;
  readonly bookings?: string;
  readonly from: string;
  readonly access: string;
  readonly out: string;
  readonly ingest?: boolean;
  readonly json?: boolean;
}

/** `vigie simulate`: a synthetic market whose truth is known, as files that can be ingested. */
export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .description(
      'make a synthetic market with known truth: five platforms, their bookings, equipment, register, revenue and access logs',
    )
    .requiredOption('--practitioners <n>', 'size of the universe; 450000 is the whole country')
    .requiredOption('--months <n>', 'how many months')
    .requiredOption('--seed <n>', 'the same seed makes the same files')
    .option('--bookings <n>', 'rows of the booking files, about (default: a quarter of practitioners × months)')
    .option('--from <month>', 'first month, 2015-01 or later', '2015-01')
    .option(
      '--access <scale>',
      'volume of the access tables: 1 is 16,000 own requests a month, off leaves them out, auto follows the bookings',
      'auto',
    )
    .option('--out <directory>', 'where the files and truth.json go', 'simulated')
    .option('--ingest', 'take the files into the warehouse, marked as simulated')
    .option('--json', 'as JSON')
    .action((flags: SimulateFlags) => simulate(flags));
}

async function simulate(flags: SimulateFlags): Promise<void> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const directory = resolve(flags.out);
  const started = performance.now();
  try {
    const result = await simulateMarket(
      { directory, signal: stop.signal, onProgress: progressLine() },
      {
        practitioners: wholeNumber('--practitioners', flags.practitioners),
        months: wholeNumber('--months', flags.months),
        seed: wholeNumber('--seed', flags.seed),
        from: flags.from,
        access: accessScale(flags.access),
        ...(flags.bookings === undefined ? {} : { bookings: wholeNumber('--bookings', flags.bookings) }),
      },
    );
    const seconds = (performance.now() - started) / 1000;
    const ingested = flags.ingest === true ? await ingestAll(result.files, stop.signal) : null;
    process.stdout.write(
      flags.json === true
        ? `${JSON.stringify({ directory, seconds, files: result.files, truth: result.truthPath, ingested }, null, 2)}\n`
        : `${describe(result.files, { directory, seconds, ingested })}\n`,
    );
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

async function ingestAll(files: readonly SimulatedFile[], signal: AbortSignal): Promise<number> {
  const home = readHome();
  for (const { path, profile } of files) {
    await ingestFile({ home, signal }, { path, profile, options: { simulated: true } });
  }
  return files.length;
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new AppError('BAD_INPUT', `${option} is “${text}”; expected a whole number.`, { reason: 'BAD_OPTION' });
}

function accessScale(text: string): number | 'auto' {
  if (text === 'auto') return 'auto';
  if (text === 'off') return 0;
  if (/^\d{1,4}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new AppError('BAD_INPUT', `--access is “${text}”; expected a number from 0 to 9999, off or auto.`, {
    reason: 'BAD_OPTION',
  });
}

/** One line that is written over on a terminal, nothing in a file or a pipe. */
function progressLine(): (progress: SimulationProgress) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return ({ rowsDone, rowsExpected }) =>
    process.stderr.write(
      `\r\u001B[K${rowsDone.toLocaleString('en')} of about ${rowsExpected.toLocaleString('en')} bookings`,
    );
}

function describe(
  files: readonly SimulatedFile[],
  { directory, seconds, ingested }: { directory: string; seconds: number; ingested: number | null },
): string {
  const tables = [...new Set(files.map((file) => file.table))].map((table) => {
    const own = files.filter((file) => file.table === table);
    const rows = own.reduce((sum, file) => sum + file.rows, 0);
    return `  ${table.padEnd(18)} ${rows.toLocaleString('en').padStart(13)} rows in ${own.length} ${own.length === 1 ? 'file' : 'files'}`;
  });
  return [
    `A simulated market in ${directory}, ${seconds.toFixed(1)} s:`,
    ...tables,
    '  truth.json         what is true of it',
    ingested === null
      ? 'Nothing was ingested; --ingest takes the files into the warehouse.'
      : `${ingested} files ingested as simulated data. Next: vigie release build.`,
  ].join('\n');
}
