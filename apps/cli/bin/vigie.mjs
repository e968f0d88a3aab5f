#!/usr/bin/env node
// Runs the command line on the Node that the workspace ships, whatever the system's Node is.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const shipped = join(here, '..', '..', '..', 'node_modules', '.bin', 'node');
const node = existsSync(shipped) ? shipped : process.execPath;
const { status, signal } = spawnSync(node, [join(here, '..', 'src', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(signal ? 1 : (status ?? 1));
