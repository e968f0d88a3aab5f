/** Rows of the access rollups for tests: only what a test says differs from a quiet weekday morning in Paris. */
export interface RequestRow {
  readonly day: string;
  readonly interface: 'OWN_APP' | 'OWN_WEB' | 'PARTNER_API';
  readonly partner: string | null;
  readonly endpoint: string;
  readonly specialty: string | null;
  readonly departement: string | null;
  readonly visitKind: string | null;
  readonly visitMode: string | null;
  readonly dayType: string;
  readonly hourBand: string;
  readonly isProbe: boolean;
  readonly requests: number;
  readonly errorsPlatform: number;
  readonly throttled: number;
  readonly confirmed: number;
  readonly failedPlatform: number;
  readonly failedPractitioner: number;
  readonly clicks: number;
  readonly stale: number;
}

const QUIET: Omit<RequestRow, 'day' | 'partner'> = {
  interface: 'OWN_APP',
  endpoint: 'BOOK',
  specialty: 'SM54',
  departement: '75',
  visitKind: 'FIRST',
  visitMode: 'AMB',
  dayType: 'WEEKDAY',
  hourBand: 'MORNING',
  isProbe: false,
  requests: 0,
  errorsPlatform: 0,
  throttled: 0,
  confirmed: 0,
  failedPlatform: 0,
  failedPractitioner: 0,
  clicks: 0,
  stale: 0,
};

/** A partner's row when `partner` is named, else one of the own channels. */
export function requestInsert(rows: readonly (Partial<RequestRow> & { readonly day: string })[]): string {
  const values = rows.map((given) => {
    const partner = given.partner ?? null;
    const row = { ...QUIET, ...(partner === null ? {} : { interface: 'PARTNER_API' as const }), ...given, partner };
    const attempts = row.confirmed + row.failedPlatform + row.failedPractitioner;
    const texts = [row.interface, row.partner, row.endpoint].map(literal).join(', ');
    const codes = [row.specialty, row.departement, row.visitKind, row.visitMode, row.dayType, row.hourBand]
      .map(literal)
      .join(', ');
    return `('${row.day}', '${row.day}', ${texts}, ${row.isProbe}, ${codes}, ${row.requests}, 0, ${row.errorsPlatform}, 0, 0, ${row.throttled}, 0, ${attempts},
      ${row.confirmed}, ${row.failedPlatform}, ${row.failedPractitioner}, 0, 0, ${row.clicks}, ${row.stale}, 0, 0, 0, 0)`;
  });
  return `insert into rollup_request_day values ${values.join(', ')}`;
}

const literal = (value: string | null): string => (value === null ? 'null' : `'${value}'`);

/** Golden dataset B (domain §3.5): booking success in April 2021, own and partner beta; the crude figure favours the partner that is served worse. */
export const GOLDEN_B_CELLS = [
  { departement: '75', specialty: 'GP', own: [900, 100], partner: [170, 30] },
  { departement: '75', specialty: 'DERM', own: [190, 10], partner: [570, 30] },
  { departement: '48', specialty: 'GP', own: [48, 2], partner: [19, 1] },
  { departement: '48', specialty: 'DERM', own: [240, 60], partner: [60, 20] },
] as const;

export function goldenBInserts(day = '2021-04-14'): string[] {
  return [
    `insert into reference_departement values ('75', 'Paris', '11', 'Île-de-France'), ('48', 'Lozère', '76', 'Occitanie')`,
    requestInsert(
      GOLDEN_B_CELLS.flatMap(({ departement, specialty, own, partner }) => [
        { day, departement, specialty, confirmed: own[0], failedPlatform: own[1] },
        { day, departement, specialty, partner: 'beta', confirmed: partner[0], failedPlatform: partner[1] },
      ]),
    ),
  ];
}
