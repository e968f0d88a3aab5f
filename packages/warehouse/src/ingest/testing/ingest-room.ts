import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/open-database.ts';
import { readRows, type Row } from '../../engine/read-rows.ts';
import { ingestFile, type IngestContext, type IngestOutcome, type IngestRequest } from '../ingest-file.ts';
import { ingestRowsPath } from '../list-ingests.ts';
import { readRejects, type RejectedRow, type RejectQuery } from '../read-rejects.ts';

/** A home of its own, files put into it, and questions to what was ingested: for tests. */
export function makeIngestRoom(clock = new Date('2026-06-01T00:00:00Z')) {
  const home = mkdtempSync(join(tmpdir(), 'vigie-ingest-'));
  let files = 0;
  const put = (content: string | Buffer, name = `file-${++files}.csv`): string => {
    const path = join(home, name);
    writeFileSync(path, content);
    return path;
  };
  const ingest = (
    content: string | Buffer,
    request: Partial<IngestRequest> & { name?: string } = {},
    context: Partial<IngestContext> = {},
  ): Promise<IngestOutcome> =>
    ingestFile({ home, clock: () => clock, ...context }, { ...request, path: put(content, request.name) });
  const ask = async (sql: string): Promise<Row[]> => {
    const database = await openDatabase();
    try {
      return await readRows(await database.connect(), sql);
    } finally {
      database.close();
    }
  };
  const rows = (outcome: { id: string }, columns = '*'): Promise<Row[]> =>
    ask(`SELECT ${columns} FROM '${ingestRowsPath(home, outcome.id)}'`);
  const issues = async (outcome: IngestOutcome, query: RejectQuery = { severity: 'all' }): Promise<RejectedRow[]> => {
    const found: RejectedRow[] = [];
    for await (const row of readRejects(home, outcome, query)) found.push(row);
    return found;
  };
  const leftovers = (): string[] =>
    ['files', 'ingests'].flatMap((d) => {
      try {
        return readdirSync(join(home, 'warehouse', d)).filter((n) => n.startsWith('.'));
      } catch {
        return [];
      }
    });
  return {
    home,
    put,
    ingest,
    ask,
    rows,
    issues,
    leftovers,
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}
