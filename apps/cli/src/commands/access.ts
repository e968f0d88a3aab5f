import { AppError, type Figure } from '@vigie/kernel';
import { accessParity, kpiRowsOf, runMetric } from '@vigie/metrics';
import { openRelease } from '@vigie/warehouse';
import type { Command } from 'commander';
import { readHome } from '../env.ts';
import { kpiTable } from '../output/kpi-table.ts';
import { printCsv, printLine } from '../output/write-out.ts';

interface RunFlags {
  readonly partner?: string;
  readonly month?: string;
  readonly kpi?: string;
  readonly margins?: string;
  readonly format: string;
  readonly release?: string;
}

const FORMATS = ['table', 'json', 'csv'] as const;

/** `vigie access`: is a partner served as the platform's own channels are? */
export function registerAccess(program: Command): Command {
  const access = program
    .command('access')
    .description('access fairness: twenty indicators of how partners are served, beside the own channels');
  access
    .command('run')
    .description('status, effect, interval and test of each indicator for a partner and a month')
    .option('--partner <code>', 'one partner, in any case (default: all of them)')
    .option('--month <YYYY-MM>', 'the month (default: the last whole one with access data)')
    .option('--kpi <id>', 'one indicator, CA-01 to CA-20; its q stays that of the whole month’s family')
    .option('--margins <list>', 'margins instead of the versioned ones, as CA-08=0.01,CA-06=0.002')
    .option('--format <format>', FORMATS.join(', '), 'table')
    .option('--release <number>', 'this release (default: the newest)')
    .addHelpText(
      'after',
      '\nExample: vigie access run --partner BETA --month 2021-04 --kpi CA-08 --format json\nThe effect is partner − own, like for like: negative means that the partner is served worse.',
    )
    .action((flags: RunFlags) => runAccess(flags));
  return access;
}

async function runAccess(flags: RunFlags): Promise<void> {
  const format = formatOf(flags.format);
  const { partner, month, kpi, margins } = flags;
  const asked = Object.fromEntries(
    Object.entries({ partner, month, kpi, margins }).filter(([, value]) => value !== undefined),
  );
  const reader = await openRelease(readHome(), releaseNumber(flags.release));
  try {
    await print(await runMetric(reader, accessParity, asked), format);
  } finally {
    reader.close();
  }
}

async function print(figure: Figure, format: (typeof FORMATS)[number]): Promise<void> {
  const kpis = kpiRowsOf(figure);
  if (format === 'json') return printLine(JSON.stringify({ figure: { ...figure, kpis } }, null, 2));
  if (format === 'csv') return printCsv(figure);
  return printLine(kpiTable(figure, kpis));
}

function formatOf(asked: string): (typeof FORMATS)[number] {
  const format = FORMATS.find((f) => f === asked);
  if (format) return format;
  throw new AppError('BAD_INPUT', `There is no format "${asked}".`, {
    reason: 'BAD_FORMAT',
    cure: `Use ${FORMATS.join(', ')}.`,
  });
}

function releaseNumber(asked: string | undefined): number | undefined {
  if (asked === undefined || /^[1-9]\d*$/.test(asked)) return asked === undefined ? undefined : Number(asked);
  throw new AppError('BAD_INPUT', `"${asked}" is not the number of a release.`, {
    reason: 'BAD_RELEASE',
    cure: 'vigie release list shows them.',
  });
}
