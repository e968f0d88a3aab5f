import { DuckDBTypeId } from 'duckdb';
import type { DuckDBType, DuckDBValue } from 'duckdb';
import { AppError } from '@vigie/kernel';

/** What leaves the engine: days as `YYYY-MM-DD`, instants as ISO with `Z`, numbers that are exactly the engine's. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** Converts one cell; `column` is for the message of the error. */
export type CellConverter = (value: DuckDBValue, column: string) => PlainValue;

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** Picks the conversion of a column once, by its type. */
export function converterFor(type: DuckDBType): CellConverter {
  const convert = converterOfPresent(type);
  return (value, column) => (value === null ? null : convert(value, column));
}

function converterOfPresent(type: DuckDBType): CellConverter {
  switch (type.typeId) {
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return (value, column) => finite(Number(value), column);
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return (value, column) => safeInteger(BigInt(String(value)), column);
    case DuckDBTypeId.DECIMAL:
      return (value, column) => exactDecimal(value, column);
    case DuckDBTypeId.TIMESTAMP_TZ:
      return (value) => instantText(value, 'Z');
    case DuckDBTypeId.TIMESTAMP:
      return (value) => instantText(value, '');
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return listConverter(converterFor(type.valueType));
    case DuckDBTypeId.STRUCT:
      return structConverter(type.entryNames, type.entryTypes.map(converterFor));
    default:
      return (value) => (typeof value === 'number' || typeof value === 'boolean' ? value : String(value));
  }
}

function finite(value: number, column: string): number {
  if (Number.isFinite(value)) return value;
  throw new AppError('REFUSED', `The column ${column} holds ${value}: the query divides by zero.`, {
    reason: 'NOT_A_NUMBER',
    where: { column },
    cure: 'Divide by nullif(…, 0).',
  });
}

function safeInteger(value: bigint, column: string): number {
  if (value <= LARGEST && value >= -LARGEST) return Number(value);
  throw tooLarge(value.toString(), column);
}

/** The nearest double of a decimal whose digits all fit in one; trailing zeros do not count as digits. */
function exactDecimal(decimal: DuckDBValue, column: string): number {
  if (typeof decimal !== 'object' || decimal === null || !('scale' in decimal) || !('value' in decimal))
    return Number(decimal);
  let unscaled = BigInt(String(decimal.value));
  let scale = decimal.scale;
  while (scale > 0 && (unscaled > LARGEST || unscaled < -LARGEST) && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  if (unscaled > LARGEST || unscaled < -LARGEST) throw tooLarge(decimal.toString(), column);
  return Number(unscaled) / 10 ** scale;
}

function tooLarge(value: string, column: string): AppError {
  return new AppError('LIMIT_REACHED', `The column ${column} holds ${value}, more digits than a number can carry.`, {
    reason: 'NUMBER_TOO_LARGE',
    where: { column },
    cure: 'Cast it to double or to text in the query, knowing what is lost.',
  });
}

/** Microseconds since 1970 → ISO 8601 with as many decimals as it needs. */
function instantText(value: DuckDBValue, suffix: 'Z' | ''): string {
  const micros = typeof value === 'object' && value !== null && 'micros' in value ? BigInt(String(value.micros)) : 0n;
  if (typeof value === 'object' && value !== null && 'isFinite' in value && !value.isFinite) return String(value);
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = (micros - fraction) / 1_000_000n;
  const base = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const decimals = fraction === 0n ? '' : `.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}`;
  return `${base}${decimals}${suffix}`;
}

function listConverter(item: CellConverter): CellConverter {
  return (value, column) => {
    const items: readonly DuckDBValue[] =
      typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items) ? value.items : [];
    return items.map((each) => item(each, column));
  };
}

function structConverter(names: readonly string[], by: readonly CellConverter[]): CellConverter {
  return (value, column) => {
    const out: Record<string, PlainValue> = {};
    const entries: Readonly<Record<string, DuckDBValue>> =
      typeof value === 'object' && value !== null && 'entries' in value && typeof value.entries === 'object'
        ? (value.entries as Readonly<Record<string, DuckDBValue>>)
        : {};
    for (const [index, name] of names.entries())
      out[name] = by[index]?.(entries[name] ?? null, `${column}.${name}`) ?? null;
    return out;
  };
}
