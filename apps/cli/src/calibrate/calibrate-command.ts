import { AppError } from '@vigie/kernel';
import type { Command } from 'commander';
import { markdownReport, textReport } from './print-report.ts';
import { reportOf } from './report.ts';
import { runCalibration, type CalibrationInput } from './run-calibration.ts';

interface CalibrateFlags {
  readonly markets: string;
  readonly years?: string;
  readonly seed: string;
  readonly threads?: string;
  readonly format: string;
}

const FORMATS = ['table', 'json', 'markdown'] as const;

/** `vigie access calibrate`: what the access figures do on markets whose truth is known. */
export function registerCalibrate(access: Command): void {
  access
    .command('calibrate')
    .description('run the access figures on simulated markets with known truth: false alarms, power, coverage')
    .option('--markets <n>', 'markets of each scenario, one judged month each', '1000')
    .option('--years <n>', 'years of the daily monitor (default: a tenth of the markets)')
    .option('--seed <n>', 'the same seed gives the same counts', '20260101')
    .option('--threads <n>', 'worker threads (default: one per core)')
    .option('--format <format>', FORMATS.join(', '), 'table')
    .addHelpText(
      'after',
      '\nScenarios: parity with own’s mix of strata; parity with mixes that make crude figures lie; the same with failures in bunches (design effect 2).\nIn each, every indicator of one partner is then harmed alone, by its margin and by twice its margin. Ctrl-C stops.',
    )
    .action((flags: CalibrateFlags) => calibrate(flags));
}

async function calibrate(flags: CalibrateFlags): Promise<void> {
  const format = FORMATS.find((one) => one === flags.format);
  if (format === undefined)
    throw new AppError('BAD_INPUT', `--format is “${flags.format}”; expected ${FORMATS.join(', ')}.`, {
      reason: 'BAD_OPTION',
    });
  const markets = wholeNumber('--markets', flags.markets);
  const years = flags.years === undefined ? Math.ceil(markets / 10) : wholeNumber('--years', flags.years);
  const seed = wholeNumber('--seed', flags.seed);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const threads = flags.threads === undefined ? undefined : wholeNumber('--threads', flags.threads);
    const onProgress = progressLine();
    const report = reportOf(await runCalibration({ markets, years, seed, threads, signal: stop.signal, onProgress }));
    const command = `vigie access calibrate --markets ${markets} --years ${years} --seed ${seed}`;
    if (format === 'json') process.stdout.write(`${JSON.stringify({ command, ...report }, null, 2)}\n`);
    else process.stdout.write(`${(format === 'markdown' ? markdownReport : textReport)(report, command)}\n`);
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new AppError('BAD_INPUT', `${option} is “${text}”; expected a whole number above 0.`, { reason: 'BAD_OPTION' });
}

/** Progress on stderr: a line that is written over on a terminal, else a line every tenth of the way. */
function progressLine(): NonNullable<CalibrationInput['onProgress']> {
  let told = 0;
  return ({ done, all, seconds }) => {
    const left = Math.round((seconds / done) * (all - done));
    const text = `${done} of ${all} markets and years, ${Math.round(seconds)} s, about ${left} s left`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}${done === all ? '\n' : ''}`);
    else if (Math.floor((10 * done) / all) > told) {
      told = Math.floor((10 * done) / all);
      process.stderr.write(`${text}\n`);
    }
  };
}
