import { z } from 'zod';
import type { Engine } from '../../engine/open-engine.ts';
import { monthText } from '../../parameters/calendar.ts';
import { harmWindows } from '../horizon.ts';
import * as p from '../parameters.ts';
import type { AccessInput } from '../tables/create-access-lookups.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);
const count = z.int().nonnegative();
const ofPartner = { month, partner: z.string() };

/** What is true of the access tables. Months are Paris months; parity means the same rates in every stratum, whatever the crude figures say. */
export const accessTruthSchema = z.object({
  from: month,
  toMonthExclusive: month,
  /** Volume relative to the parameters. */
  scale: z.number().positive(),
  /** Who is treated worse, when and how; every other partner and month is at parity. */
  harms: z.array(z.object({ ...ofPartner, month, toMonthExclusive: month, harm: z.record(z.string(), z.number()) })),
  /** Rates under parity, mixes, volumes: `src/access/parameters.ts` as it was. */
  parameters: z.record(z.string(), z.unknown()),
  /** Requests without probes; attempts = valid attempts to book, one per key with its last outcome. */
  requests: z.array(
    z.object({
      month,
      side: z.string(),
      requests: count,
      throttled: count,
      errors: count,
      attempts: count,
      confirmed: count,
      clicks: count,
      stale: count,
    }),
  ),
  /** Slots by month of publication; eligible = public and not for own patients only. */
  slots: z.array(z.object({ month, slots: count, eligible: count })),
  /** Eligible slots of practitioners with a mandate: shown before they went, and hidden on purpose. */
  showings: z.array(z.object({ ...ofPartner, slots: count, shown: count, hidden: count })),
  /** Slots listed in probes, by month of the probe. */
  readings: z.array(z.object({ ...ofPartner, both: count, ownOnly: count, partnerOnly: count })),
  /** Seconds without any answer, by interface. */
  outages: z.array(
    z.object({ month, interface: z.string(), partner: z.string().nullable(), outages: count, seconds: count }),
  ),
  accessRequests: z.array(z.object({ month, side: z.string(), requests: count, refused: count })),
});
export type AccessTruth = z.infer<typeof accessTruthSchema>;

/** Reads the truth of the access tables off what was counted while they were made. */
export async function gatherAccessTruth(engine: Engine, { access, scale }: AccessInput): Promise<AccessTruth> {
  return accessTruthSchema.parse({
    from: monthText(access.from),
    toMonthExclusive: monthText(access.toExclusive),
    scale,
    harms: harmWindows(access).map((w) => ({
      partner: w.partner,
      month: monthText(w.from),
      toMonthExclusive: monthText(w.toExclusive),
      harm: w.harm,
    })),
    parameters: {
      sides: p.ACCESS_SIDES,
      mixes: p.MIXES,
      bookingFailurePpm: p.BOOKING_FAILURE_PPM,
      errorPpm: p.ERROR_PPM,
      stalePpm: p.STALE_PPM,
      throttledPpm: p.THROTTLED_PPM,
      latency: p.LATENCY,
      dayShockSigma: p.DAY_SHOCK_SIGMA,
      volumes: p.VOLUMES,
      exposureLag: p.EXPOSURE_LAG,
      propagationLag: p.PROPAGATION_LAG,
      flickerPpm: p.FLICKER_PPM,
      accessRequests: p.ACCESS_REQUESTS,
      support: p.SUPPORT,
    },
    requests: await table(engine, 'request', 'side'),
    slots: await table(engine, 'slot'),
    showings: await table(engine, 'showing', 'partner'),
    readings: await table(engine, 'reading', 'partner'),
    outages: await outageTruth(engine),
    accessRequests: await table(engine, 'register', 'side'),
  });
}

/** Rows of one truth table, summed over workers, with months and sides by name. */
async function table(engine: Engine, name: string, sideName?: 'side' | 'partner'): Promise<Record<string, unknown>[]> {
  const rows = await engine.rows(
    `SELECT month_no${sideName === undefined ? '' : ', side_no'}, sum(columns(* EXCLUDE (month_no${sideName === undefined ? '' : ', side_no'})))::BIGINT
     FROM truth_access_${name} GROUP BY ALL ORDER BY ALL`,
  );
  return rows.map((row) => {
    const { month_no, side_no, ...counts } = row;
    return {
      month: monthText(Number(month_no)),
      ...(sideName === undefined ? {} : { [sideName]: p.ACCESS_SIDES[Number(side_no)] }),
      ...Object.fromEntries(Object.entries(counts).map(([key, value]) => [camel(key), Number(value)])),
    };
  });
}

async function outageTruth(engine: Engine): Promise<Record<string, unknown>[]> {
  const rows = await engine.rows(
    `SELECT month_no, party, count(*) AS outages, sum(seconds)::BIGINT AS seconds FROM truth_access_outage GROUP BY ALL ORDER BY month_no, party`,
  );
  return rows.map((row) => {
    const party = Number(row['party']);
    return {
      month: monthText(Number(row['month_no'])),
      interface: ['OWN_APP', 'OWN_WEB'][party] ?? 'PARTNER_API',
      partner: party < 2 ? null : p.ACCESS_SIDES[party - 1],
      outages: Number(row['outages']),
      seconds: Number(row['seconds']),
    };
  });
}

/** `own_only`, or `sum(own_only)` where the engine keeps its own name for the column, as `ownOnly`. */
function camel(text: string): string {
  return text.replace(/^sum\((?:\w+\.)?(\w+)\)$/, '$1').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
