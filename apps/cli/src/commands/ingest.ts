import { readFile } from 'node:fs/promises';
import { AppError, describeError } from '@vigie/kernel';
import { guessFile, ingestFile } from '@vigie/warehouse';
import type { IngestContext, IngestOptions, IngestOutcome, IngestRequest } from '@vigie/warehouse';
import type { Command } from 'commander';
import { readHome } from '../env.ts';
import { describeOutcome } from '../output/ingest-text.ts';

interface IngestFlags {
  readonly profile?: string;
  readonly map?: string;
  readonly guess?: string;
  readonly table?: string;
  readonly date?: string;
  readonly asOf?: string;
  readonly platform?: string;
  readonly zone?: string;
  readonly json?: boolean;
}

/** `vigie ingest [--profile NAME | --map MAPPING.json] FILE…` and `vigie ingest --map - --guess FILE`. */
export function registerIngest(program: Command): void {
  program
    .command('ingest [files...]')
    .description(
      'take files into the warehouse: every row accepted, accepted with warnings, or refused with its reason',
    )
    .option('--profile <name>', 'how the file is read; without it the header decides, and it is said')
    .option('--map <file>', 'a mapping (JSON) for any other export; “-” with --guess prints one')
    .option('--guess <file>', 'look at a file and print a mapping for it, taking nothing in')
    .option('--table <name>', 'with --guess: the table the mapping is to fill')
    .option('--date <day>', 'the day that a register or a snapshot describes (YYYY-MM-DD)')
    .option('--as-of <day>', 'the day the file was made; periods after it are marked as its future')
    .option('--platform <code>', 'the platform of an export that has no such column')
    .option('--zone <name>', 'the time zone of times that bring none (Europe/Paris); UTC if not said')
    .option('--json', 'one JSON record per file')
    .addHelpText(
      'after',
      '\nProfiles: booking-export, fr-vaccination-centres, fr-vaccination-bookings, fr-availability,\nuniverse, equipment-panel, vendor-volume, reference.',
    )
    .action(async (files: string[], flags: IngestFlags) => {
      if (flags.guess !== undefined) return printGuess(flags.guess, flags.table);
      if (files.length === 0) {
        throw new AppError('BAD_INPUT', 'No file was named.', {
          reason: 'NO_FILE',
          cure: 'vigie ingest [--profile NAME] FILE…',
        });
      }
      return ingestAll(files, flags);
    });
}

async function printGuess(path: string, table: string | undefined): Promise<void> {
  const guess = await guessFile(path, table === undefined ? {} : { table });
  const { mapping } = guess.mapping;
  process.stdout.write(
    `${JSON.stringify({ name: mapping.name, table: mapping.table, fields: mapping.fields }, null, 2)}\n`,
  );
  const notes = guess.mapping.notes.map((note) => `  ${note}`);
  const fits =
    guess.profile === null
      ? []
      : [
          `The profile ${guess.profile.profile} reads this file as it is: vigie ingest --profile ${guess.profile.profile} ${path}`,
        ];
  const found = Math.round(guess.mapping.likelihood * 100);
  const head =
    found < 34
      ? `No table fits well: ${mapping.table} is the nearest (${found} % of what it must have was found). Name another with --table.`
      : `Proposed for the table ${mapping.table} (${found} % of what it must have was found). Check it before use.`;
  process.stderr.write([head, ...notes, ...fits, ''].join('\n'));
}

/** Each file by itself: one that fails does not keep the others out, and the exit code says that one failed. */
async function ingestAll(files: readonly string[], flags: IngestFlags): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const mapping = flags.map === undefined ? undefined : await readMapping(flags.map);
  let failed = 0;
  for (const [i, path] of files.entries()) {
    try {
      const request: IngestRequest = {
        path,
        options: parseOptions(flags),
        ...(flags.profile === undefined ? {} : { profile: flags.profile }),
        ...(mapping === undefined ? {} : { mapping }),
      };
      const outcome = await ingestFile(contextOf(controller.signal, flags.json !== true), request);
      print(outcome, flags, i > 0);
    } catch (error) {
      if (files.length === 1 || controller.signal.aborted) throw error;
      failed++;
      process.stderr.write(`vigie: ${describeError(error)}\n`);
    }
  }
  if (failed > 0) process.exitCode = 1;
}

function print(outcome: IngestOutcome, flags: IngestFlags, spaced: boolean): void {
  if (flags.json === true) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else
    process.stdout.write(
      `${spaced ? '\n' : ''}${describeOutcome(outcome, flags.profile === undefined && flags.map === undefined)}\n`,
    );
}

function contextOf(signal: AbortSignal, chatty: boolean): IngestContext {
  if (!chatty || !process.stderr.isTTY) return { home: readHome(), signal };
  return {
    home: readHome(),
    signal,
    onProgress: ({ stage, done, total }) => {
      const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 0;
      process.stderr.write(stage === 'ready' ? '\r\u001b[K' : `\r\u001b[K${stage} ${percent} %`);
    },
  };
}

function parseOptions(flags: IngestFlags): IngestOptions {
  return {
    ...(flags.date === undefined ? {} : { date: parseDay('--date', flags.date) }),
    ...(flags.asOf === undefined ? {} : { asOf: parseDay('--as-of', flags.asOf) }),
    ...(flags.platform === undefined ? {} : { platform: flags.platform.trim().toLowerCase() }),
    ...(flags.zone === undefined ? {} : { zone: flags.zone }),
  };
}

function parseDay(option: string, text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text))
    return text;
  throw new AppError('BAD_INPUT', `${option} is “${text}”; expected a day such as 2021-05-04.`, {
    reason: 'BAD_OPTION',
  });
}

async function readMapping(path: string): Promise<unknown> {
  if (path === '-') {
    throw new AppError('BAD_INPUT', '--map - goes with --guess FILE.', {
      reason: 'BAD_OPTION',
      cure: 'vigie ingest --map - --guess FILE > mapping.json',
    });
  }
  const text = await readFile(path, 'utf8').catch(() => {
    throw new AppError('NOT_FOUND', `There is no mapping “${path}”.`, {
      reason: 'NO_SUCH_FILE',
      where: { file: path },
    });
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError(
      'BAD_INPUT',
      `The mapping “${path}” is not JSON: ${error instanceof Error ? error.message : 'broken'}.`,
      { reason: 'BAD_MAPPING', where: { file: path } },
    );
  }
}
