/** One sound row of each table about access by column, for tests that spoil one value at a time. */
export const ACCESS_SAMPLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  slot: {
    slot_id: 'S1',
    schedule_id: 'A1',
    practitioner_id_nat: '810001234565',
    site_dept: '75',
    specialty_code: 'SM54',
    start: '2026-03-04T10:00:00Z',
    end: '2026-03-04T10:20:00Z',
    audience: 'PUBLIC',
    own_patients_only: 'false',
    visit_kind: 'FIRST',
    visit_modes: 'AMB',
    status: 'free',
    created_at: '',
    published_at: '2026-03-01T10:00:00Z',
    withdrawn_at: '',
  },
  slot_exposure: {
    slot_id: 'S1',
    channel: 'PARTNER_API',
    partner_code: 'beta',
    first_visible_at: '2026-03-01T10:01:00Z',
    last_visible_at: '2026-03-02T10:00:00Z',
    imposed_by: '',
    observed_until: '2026-03-02T10:00:00Z',
  },
  probe: {
    probe_id: 'P1',
    probed_at: '2026-03-01T12:00:00Z',
    practitioner_id_nat: '810001234565',
    window_from: '2026-03-01T12:00:00Z',
    window_to: '2026-03-08T12:00:00Z',
    own_slot_ids: 'S1|S2',
    partner_slot_ids: 'S1',
    partner_code: 'beta',
    own_latency_ms: '12.5',
    partner_latency_ms: '',
  },
  api_request: {
    request_id: 'R1',
    received_at: '2026-03-01T12:00:00Z',
    interface: 'PARTNER_API',
    partner_code: 'beta',
    endpoint: 'SLOT_SEARCH',
    http_status: '200',
    outcome: 'SUCCESS',
    reason_code: '',
    attributable_to: '',
    ttfb_ms: '3.5',
    ttlb_ms: '7',
    is_probe: 'false',
    specialty_code: 'SM54',
    site_dept: '75',
  },
  access_request: {
    id: 'Q1',
    kind: 'API_ACCESS',
    requester: 'beta',
    requester_class: 'COMPETITOR',
    requested_at: '2026-03-01T10:00:00Z',
    decided_at: '2026-03-05T10:00:00Z',
    decision: 'GRANTED',
    fee_eur: '0',
    comparable_request_ids: 'Q2|Q3',
  },
  change_event: {
    change_id: 'C1',
    kind: 'CANCELLATION',
    direction: 'OWN_TO_PARTNER',
    partner_code: 'beta',
    changed_at: '2026-03-01T10:00:00Z',
    visible_at: '2026-03-01T10:00:20Z',
    observed_until: '',
  },
  search_result: {
    search_id: 'F1',
    searched_at: '2026-03-01T10:00:00Z',
    channel: 'OWN_APP',
    specialty_code: 'SM54',
    site_dept: '75',
    practitioner_id_nat: '810001234565',
    managed_by: 'beta',
    rank: '1',
    distance_band: '0-2',
    availability_band: 'TODAY',
  },
  capability: {
    capability: 'WAITLIST',
    partner_code: 'beta',
    used_by_own: 'true',
    available: 'false',
    equivalence: 'OUTPUT',
    valid_from: '2026-03-01',
    valid_to: '',
  },
  access_fee: {
    month: '2026-03',
    partner_code: 'beta',
    partner_class: 'COMPETITOR',
    bookings: '10',
    amount_cents: '400',
  },
  change_notice: {
    notice_id: 'N1',
    announced_at: '2026-03-01T10:00:00Z',
    effective_at: '2026-07-01T00:00:00Z',
    is_breaking: 'true',
    partner_code: '',
    title: 'A change',
  },
  support_ticket: {
    ticket_id: 'T1',
    opened_at: '2026-03-01T10:00:00Z',
    requester: 'beta',
    severity: 'S2',
    first_response_at: '2026-03-01T11:00:00Z',
    resolved_at: '',
  },
  channel_setting: {
    practitioner_id_nat: '810001234565',
    partner_code: 'beta',
    changed_at: '2026-03-01T10:00:00Z',
    is_open: 'true',
    changed_by: 'PRACTITIONER',
  },
  named_search: {
    search_id: 'M1',
    searched_at: '2026-03-01T10:00:00Z',
    practitioner_id_nat: '810001234565',
    is_bookable_on_own: 'false',
    outcome: 'NO_BOOKING',
    managed_by: 'beta',
  },
};

/** A CSV of a table: each row is the sound one with some values changed. Only the ids of probes are made different by themselves. */
export function accessCsv(table: string, changes: readonly Readonly<Record<string, string>>[]): string {
  const good = ACCESS_SAMPLES[table];
  if (good === undefined) throw new TypeError(`No sample of ${table}.`);
  const columns = [...new Set([...Object.keys(good), ...changes.flatMap((change) => Object.keys(change))])];
  const rows = changes.map((change, index) => {
    const row: Readonly<Record<string, string>> = {
      ...good,
      ...(table === 'probe' ? { probe_id: `P${index}` } : {}),
      ...change,
    };
    return columns.map((column) => quote(row[column] ?? '')).join(',');
  });
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}

const quote = (value: string): string => (value.includes(',') ? `"${value}"` : value);
