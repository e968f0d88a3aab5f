import { downSeconds, type Outage } from '@vigie/statistics';
import type { Row } from '@vigie/warehouse';
import { readNullableNumber, readNullableText, readNumber, readText } from '../frame/read-row.ts';

/** One outage as the release knows it; seconds since 1970, `partner` null = the interface as a whole, `toSeconds` null = not over. */
export interface KnownOutage extends Outage {
  readonly interface: string;
  readonly partner: string | null;
  readonly isMaintenance: boolean;
}

export const DAY_SECONDS = 86_400;

export function outageOf(row: Row): KnownOutage {
  return {
    interface: readText(row, 'interface'),
    partner: readNullableText(row, 'partner'),
    fromSeconds: readNumber(row, 'down_from'),
    toSeconds: readNullableNumber(row, 'down_to'),
    isMaintenance: row['is_maintenance'] === true,
  };
}

/** Seconds since 1970 at the start of a UTC day. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** Intervals joined where they touch or overlap, ascending: each second counts once. */
export function joined(outages: readonly Outage[]): Outage[] {
  const result: { fromSeconds: number; toSeconds: number | null }[] = [];
  for (const { fromSeconds, toSeconds } of outages.toSorted((left, right) => left.fromSeconds - right.fromSeconds)) {
    const last = result.at(-1);
    if (last === undefined || (last.toSeconds ?? Infinity) < fromSeconds) result.push({ fromSeconds, toSeconds });
    else if (last.toSeconds !== null && (toSeconds === null || toSeconds > last.toSeconds)) last.toSeconds = toSeconds;
  }
  return result;
}

/** Where two joined lists of intervals are both down. */
export function common(left: readonly Outage[], right: readonly Outage[]): Outage[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const fromSeconds = Math.max(one.fromSeconds, other.fromSeconds);
      const toSeconds = Math.min(one.toSeconds ?? Infinity, other.toSeconds ?? Infinity);
      return fromSeconds < toSeconds ? [{ fromSeconds, toSeconds: toSeconds === Infinity ? null : toSeconds }] : [];
    }),
  );
}

/** Percent of a UTC day (86,400 s always) that is not down. */
export function dayUptime(outages: readonly Outage[], day: string): number {
  const fromSeconds = startOfDay(day);
  const down = downSeconds(outages, { fromSeconds, toSeconds: fromSeconds + DAY_SECONDS });
  return 100 - (100 * down) / DAY_SECONDS;
}

/** The parts of the left intervals that no right one covers; both joined. */
export function without(left: readonly Outage[], right: readonly Outage[]): Outage[] {
  return left.flatMap((one) => {
    const rest: Outage[] = [];
    let fromSeconds = one.fromSeconds;
    for (const other of right) {
      const to = other.toSeconds ?? Infinity;
      if (to <= fromSeconds || other.fromSeconds >= (one.toSeconds ?? Infinity)) continue;
      if (other.fromSeconds > fromSeconds) rest.push({ fromSeconds, toSeconds: other.fromSeconds });
      fromSeconds = to;
    }
    return fromSeconds < (one.toSeconds ?? Infinity) ? [...rest, { fromSeconds, toSeconds: one.toSeconds }] : rest;
  });
}

/**
 * What a partner finds down: outages that its own requests met, and those of the interface as a whole (a partner with little traffic cannot itself meet five unanswered requests within 30 s), each
 * second once. The rule for the whole counts requests of whoever asks, so one partner that is shut out alone makes the whole look down: seconds in which exactly one
 * partner's own requests account for it are that partner's and nobody else's.
 */
export function partnerOutages(outages: readonly KnownOutage[], partner: string): Outage[] {
  const theirs = outages.filter((one) => one.interface === 'PARTNER_API');
  const whole = joined(theirs.filter((one) => one.partner === null));
  const own = joined(theirs.filter((one) => one.partner === partner));
  const others = [...Map.groupBy(theirs, (one) => one.partner)].flatMap(([name, list]) =>
    name === null || name === partner ? [] : [joined(list)],
  );
  const alone = others.flatMap((one, index) => {
    const rest = [own, ...others.filter((_, other) => other !== index)].flat();
    return without(one, joined(rest));
  });
  return joined([...own, ...without(whole, joined(alone))]);
}

export interface ComparedDay {
  readonly day: string;
  readonly ownUptimePercent: number;
  readonly partnerUptimePercent: number;
}

/**
 * Uptime of the own channels (mean of the own interfaces) and of one partner on the same UTC days. Planned maintenance counts as down unless it hits the own channels for the same interval
 * (domain.md §3.2, rule 3): seconds in which the partner is under maintenance while every own interface is down are left out on both sides.
 */
export function compareUptime(
  outages: readonly KnownOutage[],
  { partner, days, ownInterfaces }: { partner: string; days: readonly string[]; ownInterfaces: readonly string[] },
): ComparedDay[] {
  const own = ownInterfaces.map((name) => joined(outages.filter((one) => one.interface === name)));
  const down = partnerOutages(outages, partner);
  const maintenance = partnerOutages(
    outages.filter((one) => one.isMaintenance),
    partner,
  );
  const [first, ...others] = own;
  const ownAllDown = others.reduce((acc, one) => common(acc, one), first ?? []);
  const shared = common(maintenance, ownAllDown);
  return days.map((day) => {
    const spared = 100 - dayUptime(shared, day);
    const ownMean = own.reduce((acc, one) => acc + dayUptime(one, day), 0) / Math.max(1, own.length);
    return {
      day,
      ownUptimePercent: Math.min(100, ownMean + spared),
      partnerUptimePercent: Math.min(100, dayUptime(down, day) + spared),
    };
  });
}
