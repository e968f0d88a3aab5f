// `npm test`: every check in order, each counted, and one closing line `N passed, N failed`. Plain Node, no dependency.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'vigie-test-'));
const only = process.argv.slice(2);

/** Runs one command to its end with the terminal's output, on the Node that the workspace ships. */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
        TURBO_TELEMETRY_DISABLED: '1',
        ...env,
      },
    });
    child.on('error', (error) => {
      console.error(`${command} could not start: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** A check that is a single verdict: format, lint, types, build. */
async function check(name, command, args) {
  if (only.length > 0 && !only.includes(name)) return;
  console.log(`\n── ${name}`);
  const code = await run(command, args);
  if (code === 0) totals.passed += 1;
  else {
    totals.failed += 1;
    failures.push(name);
  }
}

/** A vitest run, counted test by test from its JSON report. A run that ends without a report has failed. */
async function suite(name, env, filters = []) {
  if (only.length > 0 && !only.includes(name)) return;
  console.log(`\n── ${name}`);
  const report = join(scratch, `${name}.json`);
  const args = [bin('vitest'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  const code = await run(bin('node'), args, env);
  let counted;
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    totals.failed += 1;
    failures.push(`${name}: no report`);
    return;
  }
  totals.passed += counted.numPassedTests;
  totals.failed += counted.numFailedTests;
  totals.skipped += counted.numPendingTests + counted.numTodoTests;
  for (const file of counted.testResults) {
    for (const test of file.assertionResults) if (test.status === 'failed') failures.push(`${name}: ${test.fullName}`);
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      totals.failed += 1;
      failures.push(`${name}: ${file.name} did not load: ${String(file.message).split('\n')[0]}`);
    }
  }
  if (code !== 0 && counted.numFailedTests === 0 && counted.success) {
    totals.failed += 1;
    failures.push(`${name}: ended with code ${code}`);
  }
}

await check('format', bin('oxfmt'), ['--check']);
await check('lint', bin('oxlint'), ['--deny-warnings']);
await check('types', bin('turbo'), ['run', 'typecheck', '--output-logs=errors-only', '--ui=stream']);
await check('build', bin('turbo'), ['run', 'build', '--output-logs=errors-only', '--ui=stream']);
await suite('rooms', { TZ: 'UTC' });
await suite('calendar', { TZ: 'Europe/Paris' }, [
  'packages/kernel',
  'packages/metrics',
  'packages/warehouse/src/query',
]);
await suite('browser', { TZ: 'Europe/Paris', VIGIE_SUITE: 'browser' });

rmSync(scratch, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((f) => `  ${f}`).join('\n')}`);
console.log(
  `\n${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`,
);
process.exit(totals.failed > 0 ? 1 : 0);
