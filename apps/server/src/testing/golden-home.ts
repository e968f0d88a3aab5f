import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRelease } from '@vigie/warehouse';
import { METRIC_MACROS } from '@vigie/metrics';
import { ingestGoldenA } from '@vigie/warehouse/testing';
import { afterAll, beforeAll } from 'vitest';

/** A home with release 1 of golden dataset A (280 online bookings of April 2021), made once per file and removed after it. */
export function withGoldenHome(): { path: () => string; copy: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-golden-'));
  const home = join(folder, 'home');
  let copies = 0;
  beforeAll(async () => {
    await ingestGoldenA(home);
    await buildRelease(home, { macros: METRIC_MACROS });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: () => home,
    copy: () => {
      copies += 1;
      const copy = join(folder, `copy-${copies}`);
      cpSync(home, copy, { recursive: true });
      return copy;
    },
  };
}
