import type { ReleaseDetail, ReleaseSummary } from '@vigie/api';
import type { ReleaseRecord } from '@vigie/warehouse';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** A release as a list shows it. `rows` counts the rows of its Parquet files. */
export function toReleaseSummary(record: ReleaseRecord, currentNumber: number): ReleaseSummary {
  const { manifest, seal } = record;
  return {
    number: record.number,
    hash: record.hash,
    current: record.number === currentNumber,
    simulated: manifest.simulated,
    builtAt: seal.builtAt,
    dataFrom: manifest.dataFrom,
    dataToExclusive: manifest.dataToExclusive,
    inputs: manifest.inputs.length,
    rows: sum(manifest.files.map((file) => file.rows)),
    bytes: sum(manifest.files.map((file) => file.bytes)) + seal.database.bytes,
  };
}

export function toReleaseDetail(record: ReleaseRecord, currentNumber: number): ReleaseDetail {
  const { manifest, seal } = record;
  const { database } = seal;
  return {
    ...toReleaseSummary(record, currentNumber),
    codeRevision: manifest.codeRevision,
    schemaVersion: String(manifest.schemaVersion),
    engine: seal.engine,
    inputList: manifest.inputs.map(({ name, ...input }) => ({ ...input, fileName: name })),
    steps: manifest.steps.map(({ leftOut, ...step }) => ({
      ...step,
      note: leftOut.map(({ reason, rows }) => `${reason}: ${rows}`).join(', '),
    })),
    files: [...manifest.files, { path: database.path, sha256: database.sha256, bytes: database.bytes, rows: null }],
  };
}
