import { describe, expect, it } from 'vitest';
import { memoryRelease } from '../testing/memory-release.ts';
import { createMetricContext } from './metric-context.ts';
import { remembered } from './remember.ts';

describe('remembered', () => {
  it('computes once per release, and every figure cites the statements behind it', async () => {
    const release = await memoryRelease([]);
    let runs = 0;
    const ask = (context: ReturnType<typeof createMetricContext>): Promise<number> =>
      remembered(context, 'answer', async (inner) => {
        runs += 1;
        const [row] = await inner.query('select 40 + 2 as n', {});
        return Number(row?.['n']);
      });
    const [first, second] = [createMetricContext(release), createMetricContext(release)];
    expect(await Promise.all([ask(first), ask(second)])).toEqual([42, 42]);
    expect(runs).toBe(1);
    expect(first.statements()).toEqual(['select 40 + 2 as n']);
    expect(second.statements()).toEqual(['select 40 + 2 as n']);
    await ask(createMetricContext(await memoryRelease([])));
    expect(runs).toBe(2);
  });

  it('a failure is not kept', async () => {
    const context = createMetricContext(await memoryRelease([]));
    await expect(remembered(context, 'fails', () => Promise.reject(new Error('once')))).rejects.toThrow('once');
    expect(await remembered(context, 'fails', () => Promise.resolve(1))).toBe(1);
  });
});
