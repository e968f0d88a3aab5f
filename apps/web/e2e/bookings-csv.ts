/** One valid booking of the export's contract, by column. */
const BOOKING: Readonly<Record<string, string>> = {
  booking_id: 'B1',
  platform_code: 'own',
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
  extracted_at: '2026-04-05T00:00:00Z',
};

export type Change = Readonly<Record<string, string>>;

/** An export: each row is the valid one with some values changed, under an id of its own. */
export function bookingsCsv(changes: readonly Change[]): string {
  const columns = Object.keys(BOOKING);
  const rows = changes.map((change, index) => {
    const row: Readonly<Record<string, string>> = { ...BOOKING, booking_id: `B${index + 1}`, ...change };
    return columns.map((column) => row[column] ?? '').join(',');
  });
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}

/** `count` times the same change. */
export const times = (count: number, change: Change): Change[] => Array.from({ length: count }, () => change);
