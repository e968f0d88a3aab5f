import { buildRelease } from '../build-release.ts';

/** Builds a release in a process of its own, which a test kills: `node build-in-child.ts HOME`. */
const home = process.argv[2];
if (home === undefined) throw new Error('usage: build-in-child HOME');
process.stdout.write('started\n');
const { release } = await buildRelease(home, {
  force: true,
  codeRevision: 'test',
  onProgress: ({ stage, done }) => process.stdout.write(`${stage} ${done}\n`),
});
process.stdout.write(`published ${release.number}\n`);
