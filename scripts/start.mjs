// `npm start`: builds the web application when its sources changed, then runs the server in this very process.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_MAJOR = 24;
const PARENT_WATCH_MS = 500;

/** The Node that the workspace ships, or this one when it is new enough. */
function findNode() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major >= NODE_MAJOR) return process.execPath;
  const shipped = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(shipped)) return shipped;
  console.error(`Vigie needs Node ${NODE_MAJOR}; run “npm start”, which brings it, or install it.`);
  return process.exit(1);
}

/** Runs this file again on the right Node, handing signals over and ending as it ends. */
function runAgain(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url)], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

const WEB_SOURCES = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/index.html',
  'apps/web/vite.config.ts',
  'apps/web/package.json',
  'packages/ui/src',
  'packages/ui/package.json',
  'packages/kernel/src',
  'package-lock.json',
];

function* filesUnder(path) {
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  for (const entry of entries) if (entry.isFile()) yield join(entry.parentPath, entry.name);
}

/** One hash over the contents of everything that the build reads. */
function hashSources() {
  const hash = createHash('sha256');
  for (const source of WEB_SOURCES) {
    const path = join(root, source);
    const files = /\.[a-z]+$/.test(source) ? (existsSync(path) ? [path] : []) : [...filesUnder(path)].sort();
    for (const file of files) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash
        .update(`${file.slice(root.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function buildWebIfStale() {
  const stamp = join(root, 'apps', 'web', 'dist', '.built-from');
  const sources = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.error('Building the web application…');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // Through a pipe: on a terminal the build would repaint its progress thousands of times.
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'apps', 'web'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.signal !== null) process.exit(1);
  if (built.status !== 0) {
    console.error(`${built.stdout}${built.stderr}\nThe web application could not be built: the lines above say why.`);
    process.exit(1);
  }
  writeFileSync(stamp, sources);
}

/** When npm is killed outright it cannot pass the signal on; then this process has lost its parent and stops by itself. */
function stopWithParent() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, PARENT_WATCH_MS).unref();
}

const node = findNode();
if (node === process.execPath) {
  buildWebIfStale();
  stopWithParent();
  await import('../apps/server/src/main.ts');
} else {
  runAgain(node);
}
