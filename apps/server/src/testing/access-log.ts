/** A log of booking attempts as the access export writes it: a line per attempt, UTC, columns named as the contract's fields. */
export interface AccessDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Attempts of the day and how many of them are confirmed, per party; `own` is our own interface. */
  readonly parties: Readonly<Record<string, { readonly attempts: number; readonly confirmed: number }>>;
}

const HEADER =
  'request_id,received_at,interface,partner_code,endpoint,outcome,reason_code,attributable_to,ttlb_ms,specialty_code,site_dept,visit_kind,visit_mode,is_probe';
const FIRST_SECOND = 8 * 3600;

/** What fails does so one attempt here and there, never five in a row: that would be an outage. */
export function accessLog(days: readonly AccessDay[]): string {
  const lines = days.flatMap(({ day, parties }) =>
    Object.entries(parties).flatMap(([party, { attempts, confirmed }]) =>
      Array.from({ length: attempts }, (_, i) => {
        const failed =
          Math.floor(((i + 1) * (attempts - confirmed)) / attempts) >
          Math.floor((i * (attempts - confirmed)) / attempts);
        const at = new Date(Date.parse(`${day}T00:00:00Z`) + (FIRST_SECOND + i * 20) * 1000).toISOString();
        const who = party === 'own' ? 'OWN_WEB,' : `PARTNER_API,${party}`;
        const outcome = failed ? 'ERROR,SERVER_ERROR,PLATFORM,900' : `SUCCESS,,,${200 + (i % 7) * 10}`;
        return `${day}-${party}-${i},${at},${who},BOOK,${outcome},SM54,75,FIRST,AMB,false`;
      }),
    ),
  );
  return [HEADER, ...lines].join('\n');
}

/** Every day of `from` to before `to`, with the same parties. */
export function everyDay(from: string, to: string, parties: AccessDay['parties']): AccessDay[] {
  const days: AccessDay[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at < Date.parse(`${to}T00:00:00Z`); at += 86_400_000)
    days.push({ day: new Date(at).toISOString().slice(0, 10), parties });
  return days;
}
