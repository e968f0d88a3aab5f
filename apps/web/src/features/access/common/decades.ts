const LN10 = Math.log(10);
const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Ticks of a logarithmic axis, in natural logarithms: powers of ten around all values, at most five, evenly apart. */
export function decadesOf(lns: readonly number[]): number[] {
  const low = Math.floor(Math.min(...lns) / LN10 + 1e-9);
  const high = Math.max(Math.ceil(Math.max(...lns) / LN10 - 1e-9), low + 1);
  const step = Math.max(1, Math.ceil((high - low) / 4));
  const count = Math.ceil((high - low) / step);
  return Array.from({ length: count + 1 }, (_, index) => (low + index * step) * LN10);
}

/** “10³” for ln 1000; “1” for 0. */
export function powerOfTen(ln: number): string {
  const power = Math.round(ln / LN10);
  if (power === 0) return '1';
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPT[Number(digit)] ?? '').join('');
  return `10${power < 0 ? '⁻' : ''}${digits}`;
}
