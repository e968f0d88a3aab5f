import { TRPCClientError } from '@trpc/client';
import { beforeAll, expect, it, vi } from 'vitest';
import { isRefusal, reportCodeOf, toProblem } from './problem.ts';

beforeAll(() => vi.stubGlobal('location', { href: 'http://localhost/market' }));

const refused = (): TRPCClientError<never> => {
  const error = new TRPCClientError<never>('Profession and specialty are kept by the month.');
  Object.assign(error, {
    data: { appCode: 'REFUSED', reason: 'GRAIN_TOO_FINE', where: { parameter: 'grain' }, cure: 'Ask by the month.' },
  });
  return error;
};

it('what, where and what to do come from the server', () => {
  const problem = toProblem(refused(), 'No figure');
  expect(problem.message).toBe('Profession and specialty are kept by the month. (parameter grain)');
  expect(problem.cure).toBe('Ask by the month.');
  expect(isRefusal(refused())).toBe(true);
});

it('the same error has the same code, another one another', () => {
  expect(reportCodeOf('a')).toBe(reportCodeOf('a'));
  expect(reportCodeOf('a')).not.toBe(reportCodeOf('b'));
  expect(reportCodeOf('a')).toMatch(/^[0-9a-f]{6}$/u);
});

it('a lost connection is no refusal', () => {
  expect(isRefusal(new Error('fetch failed'))).toBe(false);
});
