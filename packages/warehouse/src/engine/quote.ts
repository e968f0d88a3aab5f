/** A SQL string literal: `O'Neil` → `'O''Neil'`. Both DuckDB and PostgreSQL (standard_conforming_strings) read it so. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A SQL identifier, always quoted: `from` → `"from"`. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
