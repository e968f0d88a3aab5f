import type { ContractField } from '../contracts/contract.ts';
import type { PARSERS } from '../profiles/mapping.ts';

type Parser = (typeof PARSERS)[number];

export function enumTypeName(field: string): string {
  return `enum_${field}`;
}

/** The parser a field's type asks for when the mapping names none. */
export function defaultParser(field: ContractField): Parser {
  if (field.kind === 'departement') return 'departement';
  if (field.kind === 'practitioner') return 'practitioner';
  if (field.kind === 'platform') return 'lower';
  switch (field.type) {
    case 'VARCHAR':
      return 'text';
    case 'DATE':
      return 'date';
    case 'TIMESTAMPTZ':
      return 'instant';
    case 'BOOLEAN':
      return 'boolean';
    case 'VARCHAR[]':
      return 'list';
    default:
      return 'number';
  }
}

/** SQL that turns a source column (of a DuckDB type) into a field's value, or null where it cannot. */
export function parserSql(parser: Parser, field: ContractField, column: string, type: string): string {
  if (field.items !== undefined) {
    const { items: _items, ...open } = field;
    return `list_transform(${parserSql(parser, open, column, type)}, lambda v: upper(v))`;
  }
  if (field.enum !== undefined) return enumSql(field, type === 'VARCHAR' ? column : `${column}::VARCHAR`);
  if (type !== 'VARCHAR') return typedSql(parser, field, column, type);
  switch (parser) {
    case 'text':
      return field.type === 'VARCHAR' ? column : castSql(field, column);
    case 'trim':
      return `vigie_trim(${column})`;
    case 'lower':
      return `lower(trim(${column}))`;
    case 'number':
      return numberSql(field, column);
    case 'departement':
      return `coalesce(try_cast(${column} AS departement_code)::VARCHAR, vigie_departement(${column}))`;
    default:
      return `vigie_${parser}(${column})`;
  }
}

/** A value of another type than text, from Parquet: cast when it is of the same family, else read as text. */
function typedSql(parser: Parser, field: ContractField, column: string, type: string): string {
  const temporal = /^(DATE|TIMESTAMP)/.test(type);
  if (parser === 'paris_instant' && /^TIMESTAMP(_[A-Z]+)?$/.test(type)) return `timezone('Europe/Paris', ${column})`;
  if (parser === 'month' && temporal) return `date_trunc('month', ${column})::DATE`;
  const same =
    (parser === 'list' && type === 'VARCHAR[]') ||
    (['date', 'instant', 'paris_instant'].includes(parser) && temporal) ||
    (parser === 'boolean' && type === 'BOOLEAN') ||
    (parser === 'number' && /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type));
  if (same && parser === 'number' && field.type === 'DOUBLE') {
    return type === 'FLOAT' || type === 'DOUBLE'
      ? `CASE WHEN isfinite(${column}) THEN ${column}::DOUBLE END`
      : `${column}::DOUBLE`;
  }
  return same ? castSql(field, column) : parserSql(parser, field, `${column}::VARCHAR`, 'VARCHAR');
}

function castSql(field: ContractField, column: string): string {
  return `try_cast(${column} AS ${field.type})`;
}

function numberSql(field: ContractField, column: string): string {
  if (field.type === 'BIGINT' || field.type === 'INTEGER') return `try_cast(vigie_integer(${column}) AS ${field.type})`;
  if (field.type.startsWith('DECIMAL')) return `vigie_decimal(${column})`;
  // The engine's own reading is the fast one; that its words (inf, nan) are not numbers is a rule of the table.
  return `coalesce(try_cast(${column} AS DOUBLE), vigie_number(${column}))`;
}

/** Exactly as the contract writes it, or else after trimming and putting it in the contract's case. */
function enumSql(field: ContractField, column: string): string {
  const type = enumTypeName(field.name);
  const inCase = field.enum?.every((v) => v === v.toLowerCase()) === true ? 'lower' : 'upper';
  return `coalesce(try_cast(${column} AS ${type}), try_cast(${inCase}(trim(${column})) AS ${type}))`;
}
