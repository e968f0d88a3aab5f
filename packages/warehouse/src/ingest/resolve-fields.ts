import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';
import type { Contract, ContractField } from '../contracts/contract.ts';
import { quoteName, quoteText } from '../engine/quote.ts';
import { checkExpression } from '../profiles/check-expression.ts';
import type { FieldSource, Mapping } from '../profiles/mapping.ts';
import type { IngestOptions } from './ingest-record.ts';
import { defaultParser, enumTypeName, parserSql } from './parser-sql.ts';

export interface SourceColumn {
  readonly name: string;
  /** DuckDB type; VARCHAR for everything that comes from text. */
  readonly type: string;
}

/** One field of the contract as SQL over the source's columns. */
export interface ResolvedField {
  readonly field: ContractField;
  readonly value: string;
  /**
   * True where the source had something to read: a null value is then a failed cast and not a blank. Over the source's
   * columns as `rawName` names them, so that it is asked for the few null values only.
   */
  readonly present: string;
  /** SQL over the columns' own names that `present` needs computed beside the value, under the name `aside`. */
  readonly aside: { readonly name: string; readonly sql: string } | null;
  /** The source column that people know it by, for messages. */
  readonly column: string | null;
}

/** Between the label and the address in a key: a character that no file has. */
export const KEY_SEPARATOR = '\u001f';

/** A label and an address that tell a platform together; each pair is looked up once. */
export interface RecognisedPair {
  /** Name of the ENUM type of its keys, and beginning of the names of its lists. */
  readonly alias: string;
  /** SQL of the key over the source's columns. */
  readonly key: string;
  readonly hasLabel: boolean;
}

export interface ResolvedMapping {
  readonly fields: readonly ResolvedField[];
  readonly recognised: readonly RecognisedPair[];
  readonly columnsIgnored: readonly string[];
  readonly columnsMissing: readonly string[];
  readonly notes: readonly string[];
  /** Columns that should hold pseudonyms: whatever else stands there is kept nowhere. */
  readonly pseudonymColumns: readonly string[];
  /** Fields whose times must bring a zone, with the text column they are read from. */
  readonly zoned: readonly { readonly field: string; readonly column: string }[];
  /** Columns of times that have no zone by their type (Parquet). */
  readonly zonelessColumns: readonly string[];
}

/** Tables whose times matter to the minute, so that one without a zone is said. */
export const ZONED_TABLES: ReadonlySet<string> = new Set(['booking']);
/** What a time without a zone is read in, unless the zone is an option. */
export const ASSUMED_ZONE = 'UTC';

export interface ResolveContext {
  readonly connection: DuckDBConnection;
  readonly fileName: string;
  readonly sha256: string;
  readonly options: IngestOptions;
  /** The latest day in a column, for files that nothing else dates. */
  readonly newestDay: (column: string) => Promise<string | null>;
}

type Expression = Omit<ResolvedField, 'field'>;

/** The quoted name under which a source column travels beside the fields. */
export function rawName(column: string): string {
  return quoteName(`r:${column}`);
}

/**
 * Binds a mapping to the columns that a file really has.
 * @throws AppError CONTRACT_MISMATCH when a field that must be filled has no source in this file
 */
export async function resolveFields(
  contract: Contract,
  mapping: Mapping,
  columns: readonly SourceColumn[],
  context: ResolveContext,
): Promise<ResolvedMapping> {
  const resolver = new FieldResolver(columns, context, ZONED_TABLES.has(contract.table));
  const fields: ResolvedField[] = [];
  const unfilled: string[] = [];
  for (const field of contract.fields) {
    const source = mapping.fields[field.name];
    const found = source === undefined ? null : await resolver.resolve(source, field);
    if (found !== null) fields.push({ field, ...found });
    else {
      fields.push({ field, value: `NULL::${field.type}`, present: 'false', aside: null, column: null });
      if (!field.nullable) unfilled.push(describeLack(field.name, source));
    }
  }
  if (unfilled.length > 0) throw unfilledError(contract, unfilled, columns, context.fileName);
  return {
    fields,
    recognised: resolver.recognised,
    columnsIgnored: columns.map((c) => c.name).filter((name) => !resolver.used.has(name)),
    columnsMissing: [...resolver.missing],
    notes: resolver.notes,
    pseudonymColumns: [...resolver.pseudonymColumns],
    zoned: resolver.zoned,
    zonelessColumns: resolver.zonelessColumns,
  };
}

class FieldResolver {
  readonly used = new Set<string>();
  readonly missing = new Set<string>();
  readonly recognised: RecognisedPair[] = [];
  readonly notes: string[] = [];
  readonly pseudonymColumns = new Set<string>();
  readonly zoned: { field: string; column: string }[] = [];
  readonly zonelessColumns: string[] = [];
  private readonly context: ResolveContext;
  private readonly byName: ReadonlyMap<string, SourceColumn>;
  private readonly asksZones: boolean;

  constructor(columns: readonly SourceColumn[], context: ResolveContext, asksZones: boolean) {
    this.asksZones = asksZones;
    this.context = context;
    this.byName = new Map(columns.map((c) => [c.name.toLowerCase(), c]));
  }

  /** SQL for a source; null when the file, the options or the name have nothing for it. */
  async resolve(source: FieldSource, field: ContractField): Promise<Expression | null> {
    const own = await this.resolveOwn(source, field);
    // What is said once and for all needs no second source.
    const settled = own !== null && ('option' in source || 'file' in source);
    if (source.else === undefined || settled) return own;
    const next = await this.resolve(source.else, field);
    if (own === null || next === null) return own ?? next;
    // Another place may hold a better code or day, but a yes or no that cannot be read in the field's own column must not become the default: it is refused.
    const written =
      field.type === 'BOOLEAN' && own.column === field.name
        ? own.present.replaceAll(rawName(own.column), `r.${quoteName(own.column)}`)
        : null;
    return {
      value:
        written === null
          ? `coalesce(${own.value}, ${next.value})`
          : `CASE WHEN ${written} THEN ${own.value} ELSE ${next.value} END`,
      present: `(${own.present} OR ${next.present})`,
      aside: own.aside ?? next.aside,
      column: own.column ?? next.column,
    };
  }

  private async resolveOwn(source: FieldSource, field: ContractField): Promise<Expression | null> {
    if ('column' in source) return this.fromColumn(source, field);
    if ('constant' in source) return this.fromText(String(source.constant), field);
    if ('option' in source) return this.fromText(this.context.options[source.option], field);
    if ('file' in source)
      return this.fromText(
        source.file === 'sha256'
          ? this.context.sha256
          : source.file === 'name'
            ? this.context.fileName
            : this.context.options.date,
        field,
      );
    if ('newest' in source) return this.fromNewest(source.newest, field);
    if ('recognise' in source) return this.fromPlatform(source);
    return this.fromSql(source.sql, field);
  }

  private fromColumn(source: Extract<FieldSource, { column: unknown }>, field: ContractField): Expression | null {
    const names = [source.column].flat();
    const column = names.map((name) => this.byName.get(name.toLowerCase())).find((c) => c !== undefined);
    if (column === undefined) {
      this.missing.add(names[0] ?? '');
      return null;
    }
    this.used.add(column.name);
    const sql = quoteName(column.name);
    const raw = rawName(column.name);
    const parser = source.parse ?? defaultParser(field);
    const blankable = column.type === 'VARCHAR' && parser !== 'text';
    if (field.kind === 'pseudonym') this.pseudonymColumns.add(column.name);
    return {
      value: this.zonedSql(field, column, parser) ?? parserSql(parser, field, sql, column.type),
      present: blankable ? `(${raw} IS NOT NULL AND trim(${raw}) <> '')` : `${raw} IS NOT NULL`,
      // Whether the code is known is asked twice, by the parser and by W2: computed once beside the value.
      aside:
        parser === 'departement' && column.type === 'VARCHAR'
          ? { name: quoteName(`known:${field.name}`), sql: `try_cast(${sql} AS departement_code) IS NOT NULL` }
          : null,
      column: column.name,
    };
  }

  /** SQL of an instant whose zone may be missing; null where nothing is to be assumed. */
  private zonedSql(field: ContractField, column: SourceColumn, parser: string): string | null {
    if (!this.asksZones || field.type !== 'TIMESTAMPTZ' || parser !== 'instant') return null;
    const zone = this.context.options.zone ?? ASSUMED_ZONE;
    const sql = quoteName(column.name);
    if (column.type === 'VARCHAR') {
      this.zoned.push({ field: field.name, column: column.name });
      return zone === ASSUMED_ZONE ? null : `vigie_zoned_instant(${sql}, ${quoteText(zone)})`;
    }
    if (!/^(DATE|TIMESTAMP(_[A-Z]+)?)$/.test(column.type)) return null;
    this.zonelessColumns.push(column.name);
    return zone === ASSUMED_ZONE ? null : `timezone(${quoteText(zone)}, ${sql}::TIMESTAMP)`;
  }

  private fromText(text: string | undefined, field: ContractField): Expression | null {
    if (text === undefined) return null;
    return {
      value: parserSql(defaultParser(field), field, quoteText(text), 'VARCHAR'),
      present: 'true',
      aside: null,
      column: null,
    };
  }

  private async fromNewest(name: string, field: ContractField): Promise<Expression | null> {
    const column = this.byName.get(name.toLowerCase());
    if (column === undefined) return null;
    this.used.add(column.name);
    const day = await this.context.newestDay(column.name);
    if (day === null) return null;
    this.notes.push(
      `No date was given for the file and its name has none: the latest day in “${column.name}”, ${day}, was taken.`,
    );
    return this.fromText(day, field);
  }

  private fromPlatform(source: Extract<FieldSource, { recognise: unknown }>): Expression | null {
    const address = this.byName.get(source.address.toLowerCase());
    const label = source.label === undefined ? undefined : this.byName.get(source.label.toLowerCase());
    if (address === undefined) {
      this.missing.add(source.address);
      if (label === undefined) return null;
    }
    for (const column of [address, label]) if (column !== undefined) this.used.add(column.name);
    const addressKey =
      address === undefined ? "''" : `coalesce(vigie_address_key(${quoteName(address.name)}::VARCHAR), '')`;
    const labelKey = label === undefined ? "''" : `coalesce(lower(trim(${quoteName(label.name)}::VARCHAR)), '')`;
    const key = `${labelKey} || chr(${KEY_SEPARATOR.charCodeAt(0)}) || ${addressKey}`;
    let pair = this.recognised.find((p) => p.key === key);
    if (pair === undefined) {
      pair = { alias: `platform_${this.recognised.length}`, key, hasLabel: label !== undefined };
      this.recognised.push(pair);
    }
    const value = `getvariable('${pair.alias}_${source.recognise}')[enum_code(try_cast(${key} AS ${pair.alias}))::BIGINT + 1]`;
    return { value, present: 'false', aside: null, column: (address ?? label)?.name ?? null };
  }

  private async fromSql(sql: string, field: ContractField): Promise<Expression | null> {
    const asked = await checkExpression(this.context.connection, sql, field.name);
    const lacking = asked.filter((name) => !this.byName.has(name.toLowerCase()));
    if (lacking.length > 0) {
      for (const name of lacking) this.missing.add(name);
      return null;
    }
    for (const name of asked) {
      const column = this.byName.get(name.toLowerCase())?.name ?? name;
      this.used.add(column);
      if (field.kind === 'pseudonym') this.pseudonymColumns.add(column);
    }
    const value =
      field.enum === undefined
        ? `try_cast(TRY((${sql}\n)) AS ${field.type})`
        : `try_cast(TRY((${sql}\n))::VARCHAR AS ${enumTypeName(field.name)})`;
    const name = quoteName(`p:${field.name}`);
    return { value, present: name, aside: { name, sql: `TRY((${sql}\n)) IS NOT NULL` }, column: asked[0] ?? null };
  }
}

function describeLack(field: string, source: FieldSource | undefined): string {
  if (source === undefined) return `${field} (the mapping says nothing about it)`;
  if ('column' in source)
    return [source.column].flat().join(' or ') === field
      ? field
      : `${[source.column].flat().join(' or ')} (for ${field})`;
  if ('option' in source) return `${field} (give it with --${source.option === 'asOf' ? 'as-of' : source.option})`;
  return field;
}

function unfilledError(
  contract: Contract,
  unfilled: string[],
  columns: readonly SourceColumn[],
  file: string,
): AppError {
  const names = columns
    .slice(0, 12)
    .map((c) => c.name)
    .join(', ');
  return new AppError(
    'CONTRACT_MISMATCH',
    `“${file}” has nothing for ${unfilled.join(', ')}, without which there is no row of ${contract.table}. Its columns: ${names}${columns.length > 12 ? ', …' : ''}.`,
    {
      reason: 'MISSING_COLUMN',
      where: { file, line: 1, column: unfilled[0] ?? '' },
      cure: contract.fields.some(
        (f) => f.name === 'snapshot_date' && unfilled.some((u) => u.startsWith('snapshot_date')),
      )
        ? 'Say the day of the file with --date YYYY-MM-DD.'
        : 'Add the columns, or say where the values come from with a mapping (vigie ingest --map - --guess FILE).',
    },
  );
}
