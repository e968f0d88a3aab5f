import { AppError } from '@vigie/kernel';
import { METRIC_MACROS } from '@vigie/metrics';
import { buildRelease, readRelease, surveyReleases, verifyRelease } from '@vigie/warehouse';
import type { BuildProgress, BuildResult, DataChoice, ReleaseRecord, ReleaseVerification } from '@vigie/warehouse';
import type { Command } from 'commander';
import { readHome } from '../env.ts';

/** `vigie release build | list | show [N] | verify [N]`. */
export function registerRelease(program: Command): void {
  const release = program.command('release').description('Releases: build, list, show, verify');
  release
    .command('build')
    .description('make a release of everything ingested; the last one stands until the new one is whole')
    .option('--force', 'build even if nothing changed, taking nothing over from the last release')
    .option('--data <which>', 'real, simulated or auto (simulated only while there is no real data)', 'auto')
    .option('--memory <megabytes>', 'what the engine may hold before it spills to disk', '1400')
    .option('--json', 'as JSON')
    .action(async (options: BuildFlags) => {
      const result = await build(options);
      print(options.json === true ? JSON.stringify(buildJson(result), null, 2) : describeBuild(result));
    });
  release
    .command('list')
    .description('every release, oldest first')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const { releases, damaged } = await surveyReleases(readHome());
      if (options.json === true)
        return print(JSON.stringify({ releases: releases.map(releaseJson), damaged }, null, 2));
      if (releases.length + damaged.length === 0)
        return print('There is no release yet. Ingest a file, then run vigie release build.');
      return print(
        [
          ...releases.map(describeLine),
          ...damaged.map((each) => `${String(each.number).padStart(4)}  DAMAGED: ${each.message}`),
        ].join('\n'),
      );
    });
  release
    .command('show [number]')
    .description('inputs, steps and files of a release (the last one if none is named)')
    .option('--json', 'the manifest and the seal')
    .action(async (number: string | undefined, options: { json?: boolean }) => {
      const record = await readRelease(readHome(), parseNumber(number));
      print(
        options.json === true
          ? JSON.stringify({ ...releaseJson(record), manifest: record.manifest, seal: record.seal }, null, 2)
          : describeRelease(record),
      );
    });
  release
    .command('verify [number]')
    .description('recompute every hash of a release and name each file that was changed, removed or added')
    .option('--json', 'as JSON')
    .action(async (number: string | undefined, options: { json?: boolean }) => {
      const verification = await verifyRelease(readHome(), parseNumber(number));
      print(options.json === true ? JSON.stringify(verification, null, 2) : describeVerification(verification));
      if (!verification.ok) process.exitCode = 1;
    });
}

interface BuildFlags {
  readonly force?: boolean;
  readonly data: string;
  readonly memory: string;
  readonly json?: boolean;
}

async function build(flags: BuildFlags): Promise<BuildResult> {
  const data = (['auto', 'real', 'simulated'] as const).find((each): each is DataChoice => each === flags.data);
  const memoryLimitMb = Number(flags.memory);
  if (data === undefined) throw badOption('--data', flags.data, 'real, simulated or auto');
  if (!Number.isInteger(memoryLimitMb) || memoryLimitMb < 200)
    throw badOption('--memory', flags.memory, 'a number of megabytes, 200 or more');
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  try {
    return await buildRelease(readHome(), {
      macros: METRIC_MACROS,
      data,
      memoryLimitMb,
      force: flags.force === true,
      signal: controller.signal,
      onProgress: progressLine(),
    });
  } finally {
    process.removeListener('SIGINT', stop);
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  }
}

/** One line that is written over on a terminal, nothing in a file or a pipe. */
function progressLine(): (progress: BuildProgress) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return ({ stage, done, total }) => process.stderr.write(`\r\u001B[K${stage} ${done}/${total}`);
}

function parseNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === 'current') return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw badOption('The release', text, 'a number, as vigie release list shows them');
}

function badOption(name: string, given: string, expected: string): AppError {
  return new AppError('BAD_INPUT', `${name} is “${given}”; expected ${expected}.`, { reason: 'BAD_OPTION' });
}

function releaseJson({ number, hash, manifest, seal }: ReleaseRecord) {
  return {
    number,
    hash,
    builtAt: seal.builtAt,
    buildSeconds: seal.buildSeconds,
    engine: seal.engine,
    simulated: manifest.simulated,
    dataFrom: manifest.dataFrom,
    dataToExclusive: manifest.dataToExclusive,
    inputs: manifest.inputs.length,
    contentHash: manifest.contentHash,
    codeRevision: manifest.codeRevision,
  };
}

function buildJson(result: BuildResult) {
  return { changed: result.changed, release: releaseJson(result.release), leftAside: result.leftAside };
}

function describeBuild({ release, changed, leftAside }: BuildResult): string {
  const head = changed
    ? `Release ${release.number} is built: ${spanOf(release)}, ${release.manifest.inputs.length} inputs, ${release.seal.buildSeconds} s.`
    : `Nothing changed since release ${release.number}: it stands. (--force builds it again.)`;
  const aside = new Map<string, number>();
  for (const { reason } of leftAside) aside.set(reason, (aside.get(reason) ?? 0) + 1);
  const lines = [...aside].map(([reason, n]) => `Left aside: ${n} ${n === 1 ? 'ingest' : 'ingests'} (${reason}).`);
  return [head, `hash ${release.hash}`, ...lines].join('\n');
}

function describeLine(release: ReleaseRecord): string {
  const { number, hash, seal, manifest } = release;
  return `${String(number).padStart(4)}  ${hash.slice(0, 12)}  ${seal.builtAt.slice(0, 16).replace('T', ' ')}  ${spanOf(release)}  ${manifest.inputs.length} inputs${manifest.simulated ? '  SIMULATED' : ''}`;
}

function spanOf({ manifest }: ReleaseRecord): string {
  return manifest.dataFrom === null
    ? 'no dated rows'
    : `${manifest.dataFrom} to ${manifest.dataToExclusive} (exclusive)`;
}

function describeRelease(release: ReleaseRecord): string {
  const { manifest, seal } = release;
  return [
    `Release ${release.number}${manifest.simulated ? ', SIMULATED DATA' : ''}: ${spanOf(release)}`,
    `hash           ${release.hash}`,
    `content hash   ${manifest.contentHash}`,
    `built          ${seal.builtAt} in ${seal.buildSeconds} s, DuckDB ${seal.engine}, code ${manifest.codeRevision}`,
    '',
    'Inputs',
    ...manifest.inputs.map(
      (i) =>
        `  ${i.sha256.slice(0, 12)}  ${i.profile}  ${i.name}: ${i.rowsIn} rows, ${i.accepted} accepted, ${i.rejected} rejected, ${i.warned} with a warning`,
    ),
    '',
    'Steps',
    ...manifest.steps.map(
      (s) =>
        `  ${s.name}: ${s.rowsIn} in, ${s.rowsOut} out${s.leftOut
          .filter((l) => l.rows > 0)
          .map((l) => `, ${l.rows} ${l.reason}`)
          .join('')}`,
    ),
    ...(manifest.rules.length === 0
      ? []
      : ['', 'Quality rules', ...manifest.rules.map((r) => `  ${r.rule} (${r.severity}): ${r.rows} rows`)]),
    '',
    'Files',
    ...manifest.files.map((f) => `  ${f.sha256.slice(0, 12)}  ${f.path}  ${f.rows} rows, ${f.bytes} bytes`),
    `  ${seal.database.sha256.slice(0, 12)}  ${seal.database.path}  ${seal.database.bytes} bytes`,
  ].join('\n');
}

function describeVerification(verification: ReleaseVerification): string {
  const { number, ok, hash, filesChecked, findings } = verification;
  if (ok) return `Release ${number} is as it was published: ${filesChecked} files checked.\nhash ${hash}`;
  const sentences = findings.map((finding) => `  ${finding.path}: ${finding.problem}`);
  return [
    `Release ${number} is NOT as it was published: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.`,
    ...sentences,
  ].join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
