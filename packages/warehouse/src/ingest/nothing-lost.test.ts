import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@vigie/kernel';
import { makeIngestRoom } from './testing/ingest-room.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeAll(() => {
  room = makeIngestRoom();
});
afterAll(() => room.close());

const field = fc.oneof(
  fc.constantFrom(
    '',
    '75',
    '2021-04-12',
    '12/04/2021',
    '1 158',
    'x',
    'Hôpital',
    ' padded ',
    '-1',
    '1,5',
    'oui',
    'null',
    'NaN',
  ),
  fc.string({ maxLength: 8 }).filter((s) => !/["\r\n\0]/.test(s)),
);
const quoted = fc
  .string({ maxLength: 8 })
  .filter((s) => !/[\r\0]/.test(s))
  .map((s) => `"${s.replaceAll('"', '""')}"`);
const brokenLine = fc.constantFrom('one', 'a,b', 'a,b,c,d,e,f,g', '"q"x,1,2,3', ',,,,,,');
const goodLine = fc
  .tuple(fc.integer({ min: 1, max: 9 }), field, fc.oneof(field, quoted), field)
  .map((f) =>
    f.map((v) => (typeof v === 'string' && v.includes(',') && !v.startsWith('"') ? `"${v}"` : String(v))).join(','),
  );
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n');

/** Records of a text by the letter of RFC 4180, broken lines included, blank lines not: an independent count. */
function countRecords(text: string): number {
  let records = 0;
  let inQuotes = false;
  let content = '';
  for (const character of text) {
    if (character === '"') inQuotes = !inQuotes;
    if (character === '\n' && !inQuotes) {
      if (content.trim() !== '') records++;
      content = '';
    } else content += character;
  }
  return records + (content.trim() === '' ? 0 : 1);
}

describe('nothing is lost', () => {
  it('for random dirty files, records in the text = rows in = accepted + refused, and every refused row is listed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.oneof({ weight: 5, arbitrary: goodLine }, { weight: 1, arbitrary: brokenLine }), lineEnd),
          { minLength: 1, maxLength: 12 },
        ),
        async (lines) => {
          const body = lines.map(([line, end]) => line + end).join('');
          const text = `id_centre,date_debut_semaine,rdv_pris,code_departement\n${body}`;
          const outcome = await room.ingest(text, { profile: 'fr-vaccination-bookings' }).catch((error: unknown) => {
            // A file may be refused as a whole, but only with a sentence.
            if (error instanceof AppError && error.code === 'UNREADABLE_FILE') return null;
            throw error;
          });
          if (outcome === null) return;
          expect(outcome.rowsIn).toBe(countRecords(text) - 1);
          expect(outcome.accepted + outcome.rejected).toBe(outcome.rowsIn);
          const listed = await room.issues(outcome, { severity: 'reject' });
          expect(listed).toHaveLength(outcome.rejected);
          const last = text.split(/\n/).length;
          for (const row of listed) expect(row.line).toBeLessThanOrEqual(last);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
