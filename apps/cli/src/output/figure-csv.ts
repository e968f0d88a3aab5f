import type { Figure } from '@vigie/kernel';

/** RFC 4180: numbers as they are, flags as codes separated by a blank. A text that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvOf(figure: Figure): string {
  const names = [...figure.columns.map((c) => c.name), 'flags'];
  const lines = figure.rows.map((row) =>
    names
      .map((name) =>
        name === 'flags' ? field([...new Set(row.flags.map((f) => f.code))].join(' ')) : field(row[name]),
      )
      .join(','),
  );
  return [names.join(','), ...lines].join('\r\n');
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
