import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

let known: Promise<string> | undefined;

/** The revision of the code this process runs, found once: what changes on disk afterwards is not what runs. */
export function readCodeRevision(): Promise<string> {
  known ??= findCodeRevision();
  return known;
}

/** The commit this code is at (with `-dirty` when files differ from it), or the package's version outside a clone. */
async function findCodeRevision(): Promise<string> {
  try {
    const git = promisify(execFile);
    const { stdout: top } = await git('git', ['-C', ROOT, 'rev-parse', '--show-prefix']);
    // A prefix means that the repository around us is somebody else's.
    if (top.trim() === '') {
      const { stdout } = await git('git', [
        '-C',
        ROOT,
        'describe',
        '--always',
        '--dirty',
        '--abbrev=40',
        '--exclude=*',
      ]);
      return stdout.trim();
    }
  } catch {
    // No git, or no repository: the version says it.
  }
  const text = readFileSync(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8');
  return `v${z.object({ version: z.string() }).parse(JSON.parse(text)).version}`;
}
