import type { IngestOutcome, IngestRecord } from '@vigie/warehouse';

const RULES: Readonly<Record<string, string>> = {
  R1: 'same id or key as an earlier row',
  R2: 'ends before it begins',
  R3: 'booked after the appointment',
  R4: 'partner missing',
  R5: 'unknown code',
  R6: 'weight not above 0',
  CAST: 'value that is not what the column holds',
  MISSING: 'blank where a value must be',
  MALFORMED: 'line that is not a row',
  NEGATIVE: 'count below 0',
  W1: 'identifier with a wrong key digit',
  W2: 'unknown département',
  W3: 'booked before the slot was published',
  W4: 'unusual duration',
  W6: 'no specialty',
  W7: 'late file',
  REPAIR: 'platform read with a repair',
  DUP: 'same key as an earlier row, kept',
  FUTURE: 'after the day of the file',
  INCONSISTENT: 'contradicts another field',
  GEO: 'position outside the globe',
  ENCODING: 'line in another encoding',
};

/** A rule's code in words. */
export function ruleInWords(code: string): string {
  return RULES[code] ?? code;
}

/** What came in, what became of it, and what to do next: for a terminal. */
export function describeOutcome(outcome: IngestOutcome, guessed: boolean): string {
  const head = outcome.alreadyIngested
    ? `${outcome.file.name}: already ingested as ${outcome.id}, nothing changed.`
    : `${outcome.file.name}: read as ${outcome.profile.name}${guessed ? ' (guessed from its header)' : ''}, ${formatOf(outcome)}`;
  const parts = [outcome, ...outcome.others].flatMap(describeRecord);
  const rejected = [outcome, ...outcome.others].find((r) => r.rejected > 0);
  const next = outcome.alreadyIngested
    ? []
    : [
        rejected === undefined
          ? 'Next: vigie release build'
          : `Next: vigie rejects --ingest ${rejected.id}, then vigie release build`,
      ];
  return [head, ...parts, ...next].join('\n');
}

function describeRecord(record: IngestRecord): string[] {
  const span = record.dataFrom === null ? '' : `, ${record.dataFrom} to ${record.dataTo}`;
  const counts = `  ${record.table} (${record.id}): ${count(record.rowsIn)} rows in = ${count(record.accepted)} accepted + ${count(record.rejected)} refused; ${count(record.warned)} with warnings${span}`;
  const issues = record.issueCounts
    .slice(0, 8)
    .map(
      (i) =>
        `    ${i.severity === 'reject' ? 'refused' : 'warned '} ${i.rule.padEnd(10)} ${count(i.rows).padStart(9)}  ${ruleInWords(i.rule)}`,
    );
  const more = record.issueCounts.length > 8 ? [`    … and ${record.issueCounts.length - 8} more rules`] : [];
  const repairs = record.repairs
    .slice(0, 5)
    .map((r) => `    repair  “${r.from}” → ${r.to} (${r.kind}), ${count(r.rows)} rows`);
  const moreRepairs = record.repairs.length > 5 ? [`    … and ${record.repairs.length - 5} more repairs`] : [];
  const ignored =
    record.columnsIgnored.length === 0
      ? []
      : [`    columns not used (${record.columnsIgnored.length}): ${cut(record.columnsIgnored)}`];
  const missing =
    record.columnsMissing.length === 0
      ? []
      : [`    columns not there (${record.columnsMissing.length}): ${cut(record.columnsMissing)}`];
  return [
    counts,
    ...issues,
    ...more,
    ...repairs,
    ...moreRepairs,
    ...ignored,
    ...missing,
    ...record.warnings.map((w) => `    note    ${w}`),
  ];
}

function formatOf(record: IngestRecord): string {
  if (record.format !== 'csv') return record.format === 'json' ? 'JSON.' : 'Parquet.';
  const names: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
  return `CSV, ${record.encoding}, ${names[record.delimiter] ?? record.delimiter}.`;
}

function cut(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
}

function count(rows: number): string {
  return rows.toLocaleString('en');
}
