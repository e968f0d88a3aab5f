import { defineConfig } from 'vitest/config';

/**
 * Two runs, chosen by VIGIE_SUITE: `rooms` (unit, property, integration) and `browser` (a real Chromium against the real server).
 * The time zone is set by scripts/test.mjs, which runs the rooms under UTC and the calendar-sensitive ones under Europe/Paris too.
 */
const browser = process.env['VIGIE_SUITE'] === 'browser';

export default defineConfig({
  test: {
    include: browser
      ? ['apps/web/e2e/**/*.test.ts']
      : ['packages/**/src/**/*.test.{ts,tsx}', 'apps/**/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // One PostgreSQL cluster per run, started by the first test that wants it.
    globalSetup: ['packages/database/src/testing/global-setup.ts'],
    testTimeout: browser ? 120_000 : 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    pool: 'forks',
    fileParallelism: !browser,
  },
});
