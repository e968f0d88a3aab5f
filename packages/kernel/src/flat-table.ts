import { AppError } from './app-error.ts';
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

/** Names of the lists of objects that rows carry beside their columns: strata, what stands beside… */
export function partsOf(figure: Figure): string[] {
  const listed = figure.rows.flatMap((row) => Object.keys(row).filter((name) => Array.isArray(row[name])));
  const shown = new Set([...figure.columns.map(({ name }) => name), 'flags']);
  return [...new Set(listed)].filter((name) => !shown.has(name) && holdsObjects(figure, name));
}

/** A list that is empty in every row may hold anything. */
function holdsObjects(figure: Figure, part: string): boolean {
  return figure.rows.every((row) => itemsOf(row, part).every((item) => typeof item === 'object' && item !== null));
}

function itemsOf(row: FigureRow, part: string): readonly unknown[] {
  const value = row[part];
  return Array.isArray(value) ? value : [];
}

/**
 * One part of a figure's rows as a table: a line per element, led by the dimensions of the row it belongs to. Objects inside an element
 * give one column each, under their own name where no other column has it.
 * @throws AppError BAD_INPUT (NO_SUCH_PART), with the parts that there are.
 */
export function flattenPart(figure: Figure, part: string): FlatTable {
  const parts = partsOf(figure);
  if (!parts.includes(part)) {
    throw new AppError('BAD_INPUT', `The rows of ${figure.metric} have no part “${part}”.`, {
      reason: 'NO_SUCH_PART',
      where: { metric: figure.metric, part },
      cure: parts.length === 0 ? 'Export the rows themselves, without part.' : `There are ${parts.join(', ')}.`,
    });
  }
  const lines = figure.rows.flatMap((row) =>
    itemsOf(row, part).map((item) => ({ row, cells: new Map(leavesOf(item, [])) })),
  );
  const paths = [...new Set(lines.flatMap(({ cells }) => [...cells.keys()]))];
  const dimensions = figure.dimensions.map((name) => ({
    name,
    type: typeOfCells(figure.rows.map((row) => cellOf(row, name))),
  }));
  const columns = paths.map((path) => ({
    name: columnName(path, paths, { part, taken: figure.dimensions }),
    type: typeOfCells(lines.map(({ cells }) => cells.get(path) ?? null)),
  }));
  return {
    columns: [...dimensions, ...columns],
    rows: lines.map(({ row, cells }) => [
      ...figure.dimensions.map((name) => cellOf(row, name)),
      ...paths.map((path) => cells.get(path) ?? null),
    ]),
  };
}

const SEPARATOR = '_';

/** The values of an object by path; lists inside stay JSON. */
function leavesOf(value: unknown, path: readonly string[]): [string, Cell][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
  return [[path.join(SEPARATOR), isCell(value) ? value : JSON.stringify(value)]];
}

const isCell = (value: unknown): value is Cell =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** The last word of a path where no other column has it; else the path, led by the part where a dimension is called so. */
function columnName(
  path: string,
  paths: readonly string[],
  { part, taken }: { readonly part: string; readonly taken: readonly string[] },
): string {
  const last = (one: string): string => one.split(SEPARATOR).at(-1) ?? one;
  const alone = paths.filter((other) => last(other) === last(path)).length === 1;
  const name = alone ? last(path) : path;
  return taken.includes(name) ? `${part}${SEPARATOR}${path}` : name;
}

function typeOfCells(cells: readonly Cell[]): TableColumn['type'] {
  const present = cells.filter((cell) => cell !== null);
  if (present.length > 0 && present.every((cell) => typeof cell === 'number')) return 'DOUBLE';
  return present.length > 0 && present.every((cell) => typeof cell === 'boolean') ? 'BOOLEAN' : 'VARCHAR';
}
