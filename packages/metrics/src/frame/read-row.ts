import type { Row } from '@vigie/warehouse';
import { AppError } from '@vigie/kernel';

/** Typed reads of a row. A missing or mistyped column is our fault, so it is an error, never a silent null. */
export function readNumber(row: Row, name: string): number {
  const value = row[name];
  if (typeof value === 'number') return value;
  throw wrongType(name, value, 'a number');
}

export function readNullableNumber(row: Row, name: string): number | null {
  return row[name] === null ? null : readNumber(row, name);
}

export function readText(row: Row, name: string): string {
  const value = row[name];
  if (typeof value === 'string') return value;
  throw wrongType(name, value, 'text');
}

export function readNullableText(row: Row, name: string): string | null {
  return row[name] === null ? null : readText(row, name);
}

function wrongType(name: string, value: unknown, expected: string): AppError {
  return new AppError(
    'UNAVAILABLE',
    `Column "${name}" should be ${expected}, the release gave ${value === undefined ? 'nothing' : typeof value}.`,
    { reason: 'UNEXPECTED_ROW', where: { column: name } },
  );
}
