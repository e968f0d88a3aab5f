import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../engine/open-database.ts';
import { ingestFile } from './ingest-file.ts';
import { countRejects } from './read-rejects.ts';
import { bookingsCsv } from './testing/booking-rows.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';
import { writeBookings } from './testing/write-bookings.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeAll(() => {
  room = makeIngestRoom();
});
afterAll(() => room.close());

const NAIVE = {
  booked_at: '2026-03-01 10:00:00',
  appointment_start: '2026-03-04 10:00:00',
  appointment_end: '2026-03-04 10:20:00',
};

describe('a time that brings no zone', () => {
  it('is a warning, once per row whatever the number of its times, with the zone that was assumed', async () => {
    const outcome = await room.ingest(
      bookingsCsv([NAIVE, {}, { cancelled_at: '2026-03-02T10:00', status: 'cancelled' }]),
    );
    expect(outcome).toMatchObject({
      accepted: 3,
      warned: 2,
      issueCounts: [{ rule: 'ZONE', severity: 'warn', rows: 2 }],
    });
    expect((await room.issues(outcome)).map((i) => [i.line, i.severity, i.rule, i.column, i.message])).toEqual([
      [2, 'warn', 'ZONE', 'booked_at', 'booked_at is “2026-03-01 10:00:00”, without a time zone; read in UTC.'],
      [4, 'warn', 'ZONE', 'cancelled_at', 'cancelled_at is “2026-03-02T10:00”, without a time zone; read in UTC.'],
    ]);
    const [first] = await room.rows(outcome, 'booked_at::VARCHAR AS at');
    expect(first?.['at']).toMatch(/^2026-03-01 10:00:00\+00/);
  });

  it('is read in the zone that was said, where it brings none of its own: 10 h in Paris is 9 h UTC in winter, 8 h in summer', async () => {
    const summer = {
      booked_at: '01/07/2025 10:00',
      appointment_start: '04/07/2025 10:00',
      appointment_end: '04/07/2025 10:20',
    };
    const rows = [NAIVE, { ...summer, slot_published_at: '' }, {}];
    const outcome = await room.ingest(bookingsCsv(rows), { options: { zone: 'Europe/Paris' } });
    expect((await room.rows(outcome, 'booked_at::VARCHAR AS at')).map((r) => r['at'])).toEqual([
      expect.stringMatching(/^2026-03-01 09:00:00\+00/),
      expect.stringMatching(/^2025-07-01 08:00:00\+00/),
      expect.stringMatching(/^2026-03-01 10:00:00\+00/),
    ]);
    expect((await room.issues(outcome))[0]?.message).toMatch(/without a time zone; read in Europe\/Paris/);
    expect(outcome.options).toMatchObject({ zone: 'Europe/Paris' });
    await expect(room.ingest(bookingsCsv([{}]), { options: { zone: 'Paris' } })).rejects.toThrow(
      '“Paris” is no time zone',
    );
  });

  it.each([
    '2026-03-01T10:00:00Z',
    '2026-03-01 11:00:00+01:00',
    '2026-03-01T11:00:00+0100',
    '2026-03-01 11:00:00+01',
    '2026-03-01 10:00:00 UTC',
  ])('%s brings its own', async (text) => {
    const outcome = await room.ingest(bookingsCsv([{ booked_at: text }]));
    expect(outcome.issueCounts).toEqual([]);
    const [row] = await room.rows(outcome, 'booked_at::VARCHAR AS at');
    expect(row?.['at']).toMatch(/^2026-03-01 10:00:00\+00/);
  });

  it('a day alone has neither time nor zone', async () => {
    const outcome = await room.ingest(bookingsCsv([{ booked_at: '2026-02-28' }]));
    expect(outcome.issueCounts.map((c) => c.rule)).toContain('ZONE');
  });

  it('a Parquet column of times without a zone is one for every row: counted, said once, no row kept for it', async () => {
    const path = join(room.home, 'naive.parquet');
    await writeBookings(path, 500, 'parquet');
    const outcome = await ingestFile({ home: room.home }, { path });
    expect(outcome.issueCounts).toEqual([{ rule: 'ZONE', severity: 'warn', rows: 500 }]);
    expect(outcome.warned).toBe(0);
    expect(outcome.warnings.join(' ')).toMatch(
      /ZONE: the times in .*booked_at.* have no time zone; they were read in UTC/,
    );
    expect(countRejects(outcome, { severity: 'warn' })).toBe(0);
    const paris = await ingestFile({ home: room.home }, { path, options: { zone: 'Europe/Paris' } });
    const at = async (id: string) => (await room.rows({ id }, 'min(booked_at) AS at'))[0]?.['at'];
    expect(new Date(String(await at(outcome.id))).getTime() - new Date(String(await at(paris.id))).getTime()).toBe(
      3_600_000,
    );
  });

  it('a Parquet column with its zone is sound', async () => {
    const path = join(room.home, 'zoned.parquet');
    const naive = join(room.home, 'zoneless.parquet');
    await writeBookings(naive, 10, 'parquet');
    const database = await openDatabase();
    const connection = await database.connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(
      `COPY (SELECT * REPLACE (timezone('UTC', booked_at) AS booked_at, timezone('UTC', appointment_start) AS appointment_start, timezone('UTC', appointment_end) AS appointment_end,
         timezone('UTC', slot_published_at) AS slot_published_at, timezone('UTC', extracted_at) AS extracted_at, timezone('UTC', cancelled_at) AS cancelled_at) FROM '${naive}') TO '${path}' (FORMAT parquet)`,
    );
    database.close();
    expect((await ingestFile({ home: room.home }, { path })).issueCounts).toEqual([]);
  });
});
