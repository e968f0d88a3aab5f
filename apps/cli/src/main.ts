import { describeError, AppError } from '@vigie/kernel';
import { Command, CommanderError } from 'commander';
import { registerCalibrate } from './calibrate/calibrate-command.ts';
import { registerAccess } from './commands/access.ts';
import { registerBench } from './commands/bench.ts';
import { registerIngest } from './commands/ingest.ts';
import { registerMetric } from './commands/metric.ts';
import { registerRejects } from './commands/rejects.ts';
import { registerRelease } from './commands/release.ts';
import { registerSimulate } from './commands/simulate.ts';

/** The `vigie` command line: every job that a person or a scheduler runs. Exit codes: 0 done, 1 refused or failed, 2 misused. */
export function createProgram(): Command {
  const program = new Command('vigie')
    .description('Watch a market on real files: every figure has one definition and a passport.')
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help to see what a command takes)')
    .exitOverride();
  registerIngest(program);
  registerRejects(program);
  registerRelease(program);
  registerMetric(program);
  registerCalibrate(registerAccess(program));
  registerSimulate(program);
  registerBench(program);
  return program;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`vigie: ${describeError(error)}\n`);
    if (!(error instanceof AppError) && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    process.exitCode = 1;
  }
}
