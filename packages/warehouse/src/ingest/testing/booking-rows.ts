/** One valid booking by column, for tests that spoil one value at a time. */
export const GOOD_BOOKING: Readonly<Record<string, string>> = {
  booking_id: 'B1',
  platform_code: 'ALPHA',
  data_origin: 'OWN_SYSTEM',
  weight: '1',
  weight_se: '',
  practitioner_id_nat: '810001234565',
  profession_code: 'MED',
  specialty_code: 'SM54',
  account_type: 'SOLO',
  site_dept: '75',
  site_lat: '48.85',
  site_lon: '2.35',
  visit_mode: 'AMB',
  is_telehealth: 'false',
  is_vaccination: 'false',
  channel: 'OWN_WEB',
  partner_code: '',
  slot_published_at: '2026-02-20T08:00:00Z',
  booked_at: '2026-03-01T10:00:00Z',
  appointment_start: '2026-03-04T10:00:00Z',
  appointment_end: '2026-03-04T10:20:00Z',
  status: 'booked',
  cancelled_at: '',
  is_test: 'false',
  extracted_at: '2026-03-05T00:00:00Z',
};

/** A CSV of bookings: each row is the good one with some values changed, and an id of its own unless it brings one. */
export function bookingsCsv(changes: readonly Readonly<Record<string, string>>[]): string {
  const columns = Object.keys(GOOD_BOOKING);
  const rows = changes.map((change, i) => {
    const row: Readonly<Record<string, string>> = { ...GOOD_BOOKING, booking_id: `B${i + 1}`, ...change };
    return columns.map((c) => row[c] ?? '').join(',');
  });
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}
