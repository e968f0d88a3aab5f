import { APP_ERROR_CODES, AppError } from '@vigie/kernel';
import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { BLAND_MESSAGE, describeForTransport } from './error-map.ts';

it('every code of the product has a transport code, and the message, place and cure go outside', () => {
  for (const code of APP_ERROR_CODES) {
    const described = describeForTransport(
      new AppError(code, 'A sentence.', { reason: 'WHY', where: { line: 3 }, cure: 'Do this.' }),
    );
    expect(described.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(described).toMatchObject({
      message: 'A sentence.',
      expected: true,
      facts: { appCode: code, reason: 'WHY', where: { line: 3 }, cure: 'Do this.' },
    });
  }
});

it('an AppError wrapped by the transport keeps its own code', () => {
  const cause = new AppError('NOT_FOUND', 'There is no release 9.', { reason: 'NO_SUCH_RELEASE' });
  const described = describeForTransport(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }));
  expect(described).toMatchObject({ code: 'NOT_FOUND', message: 'There is no release 9.' });
});

it('an unknown error is bland outside', () => {
  const described = describeForTransport(new Error('password=hunter2 in /etc/secret'));
  expect(described).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: BLAND_MESSAGE, expected: false });
  expect(JSON.stringify(described)).not.toContain('hunter2');
});

it('a request that does not fit names its field', () => {
  const parsed = z.object({ a: z.object({ b: z.number() }) }).safeParse({ a: { b: 'x' } });
  const described = describeForTransport(new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error }));
  expect(described.facts).toMatchObject({ reason: 'INVALID_INPUT', where: { field: 'a.b' } });
});

it('a zod error from our own output is not blamed on the caller', () => {
  const parsed = z.number().safeParse('x');
  const described = describeForTransport(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: parsed.error }));
  expect(described.expected).toBe(false);
});
