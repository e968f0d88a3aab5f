import type { IngestDetail, IngestSummary, Profile } from '@vigie/api';
import { loadProfiles } from '@vigie/warehouse';
import type { ShelvedIngest } from './ingest-shelf.ts';
import { titleOfRule } from './rule-titles.ts';

const DAY_MS = 86_400_000;
const dayAfter = (day: string | null): string | null =>
  day === null ? null : new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** An ingest as a list shows it. */
export function toIngestSummary({ record, ingestedAt }: ShelvedIngest): IngestSummary {
  const { id, file, profile, table, rowsIn, accepted, rejected, warned, simulated, extractedOn, dataFrom, dataTo } =
    record;
  return {
    id,
    fileName: file.name,
    sha256: file.sha256,
    bytes: file.bytes,
    profile: profile.name,
    profileVersion: profile.version,
    table,
    rowsIn,
    accepted,
    rejected,
    warned,
    simulated,
    extractedOn,
    dataFrom,
    dataToExclusive: dayAfter(dataTo),
    ingestedAt,
  };
}

export function toIngestDetail(shelved: ShelvedIngest): IngestDetail {
  const { record } = shelved;
  return {
    ...toIngestSummary(shelved),
    encoding: record.encoding,
    delimiter: record.delimiter === '' ? null : record.delimiter,
    rules: record.issueCounts.map((issue) => ({ ...issue, title: titleOfRule(issue.rule) })),
    repairs: record.repairs,
    unusedColumns: record.columnsIgnored,
    missingColumns: record.columnsMissing,
    warnings: record.warnings,
  };
}

/** The kinds of files that can be read without a mapping. */
export function viewProfiles(): Profile[] {
  return loadProfiles().map(({ name, version, title, variants }) => ({
    name,
    version,
    title: { en: title, fr: title },
    tables: [...new Set(variants.map(({ table }) => table))],
    columns: [...new Set(variants.flatMap(({ header }) => header.required))],
  }));
}
