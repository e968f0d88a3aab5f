import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ingestFile } from './ingest-file.ts';

const COLUMNS =
  'booking_id,platform_code,data_origin,weight,practitioner_id_nat,profession_code,account_type,site_dept,visit_mode,is_telehealth,is_vaccination,channel,booked_at,appointment_start,appointment_end,status,is_test,extracted_at';
const line = (id: string, vaccination: string, test: string): string =>
  `${id},own,OWN_SYSTEM,1,810000000009,MED,SOLO,75,AMB,,${vaccination},OWN_WEB,2021-03-01T08:00:00Z,2021-03-02T08:00:00Z,2021-03-02T08:20:00Z,fulfilled,${test},2021-03-03T00:00:00Z`;

it('a blank yes or no takes the profile’s default, one that cannot be read is refused: 1 accepted + 2 refused = 3', async () => {
  const home = mkdtempSync(join(tmpdir(), 'vigie-boolean-'));
  const path = join(home, 'bookings.csv');
  writeFileSync(path, [COLUMNS, line('B1', '', ''), line('B2', 'xyz', ''), line('B3', '', 'peut-être'), ''].join('\n'));
  const record = await ingestFile({ home }, { path, profile: 'booking-export' });
  expect(record).toMatchObject({ rowsIn: 3, accepted: 1, rejected: 2 });
  expect(record.issueCounts).toContainEqual(expect.objectContaining({ rule: 'CAST', severity: 'reject', rows: 2 }));
});
