import type { Flag, FlagCode } from '@vigie/kernel';

/** Numbers in messages are English; faces rewrite them from `facts` in the reader's language. */
const count = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export const formatCount = (value: number): string => count.format(value);
export const formatPercent = (ratio: number): string => percent.format(ratio);

export function warn(code: FlagCode, message: string, facts: Flag['facts'] = {}): Flag {
  return { code, severity: 'warn', message, facts };
}

export function note(code: FlagCode, message: string, facts: Flag['facts'] = {}): Flag {
  return { code, severity: 'note', message, facts };
}

/** The value is withheld; the message says why and what would carry it. */
export function refuse(code: FlagCode, message: string, facts: Flag['facts'] = {}): Flag {
  return { code, severity: 'refuse', message, facts };
}
