import type { Figure, FigureRow } from './figure.ts';

/** What a cell may be once a row is flat. */
export type Cell = string | number | boolean | null;

export interface TableColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'DATE' | 'DOUBLE' | 'BOOLEAN';
}

/** A flat table: what CSV and Parquet can hold. */
export interface FlatTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const TYPES: Readonly<Record<string, TableColumn['type']>> = { text: 'VARCHAR', list: 'VARCHAR', boolean: 'BOOLEAN' };
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Every row of a figure, with its columns in order and its flags' codes, separated by spaces, at the end. */
export function flattenFigure(figure: Figure): FlatTable {
  const columns = figure.columns.map(({ name, unit }) => ({ name, type: typeOf(figure, name, unit) }));
  const rows = figure.rows.map((row) => [
    ...columns.map(({ name }) => cellOf(row, name)),
    [...new Set(row.flags.map((flag) => flag.code))].join(' '),
  ]);
  return { columns: [...columns, { name: 'flags', type: 'VARCHAR' }], rows };
}

function typeOf(figure: Figure, name: string, unit: string): TableColumn['type'] {
  if (unit !== 'date') return TYPES[unit] ?? 'DOUBLE';
  // The period “total” has no day.
  const allDays = figure.rows.every((row) => typeof row[name] !== 'string' || ISO_DAY.test(row[name]));
  return allDays ? 'DATE' : 'VARCHAR';
}

function cellOf(row: FigureRow, name: string): Cell {
  const value = row[name];
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
