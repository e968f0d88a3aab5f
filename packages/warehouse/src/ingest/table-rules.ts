import type { Contract } from '../contracts/contract.ts';
import { quoteText } from '../engine/quote.ts';
import { ACCESS_RULES } from './access-rules.ts';
import { reject, warn } from './rule.ts';
import type { Rule } from './rule.ts';

/** The last instant and day that the file can know of. */
export interface Horizon {
  readonly day: string;
}

/** The rules of a table beyond its types: R2–R6, W1–W4, dates after the file, counts below zero. In the order of checking. */
export function tableRules(contract: Contract, horizon: Horizon): Rule[] {
  // Microseconds as integers: instants with intervals go through a calendar, which costs more than reading the file.
  const endOfHorizon = String((Date.parse(`${horizon.day}T00:00:00Z`) + 86_400_000) * 1000);
  const day = `DATE ${quoteText(horizon.day)}`;
  const own = (OWN_RULES[contract.table] ?? ACCESS_RULES[contract.table])?.(endOfHorizon, day) ?? [];
  return [...own, ...kindRules(contract)];
}

const OWN_RULES: Readonly<Record<string, (end: string, day: string) => Rule[]>> = {
  booking: (end) => [
    reject('R2', 'appointment_end', 'appointment_end <= appointment_start'),
    reject('R3', 'booked_at', "epoch_us(booked_at) > epoch_us(appointment_start) + 3600000000 AND channel <> 'DESK'"),
    reject('R4', 'partner_code', "channel = 'PARTNER_API' AND partner_code IS NULL"),
    reject('R6', 'weight', 'weight <= 0'),
    reject(
      'MISSING',
      'weight_se',
      "weight_se IS NULL AND (data_origin = 'PANEL' OR data_origin = 'SURVEY' OR data_origin = 'ESTIMATE')",
    ),
    warn('W3', 'slot_published_at', 'epoch_us(booked_at) < epoch_us(slot_published_at) - 5000000'),
    warn(
      'W4',
      'appointment_end',
      'epoch_us(appointment_end) - epoch_us(appointment_start) NOT BETWEEN 300000000 AND 28800000000',
    ),
    warn('FUTURE', 'booked_at', `epoch_us(booked_at) > least(epoch_us(extracted_at), ${end})`),
    warn('INCONSISTENT', 'is_telehealth', "is_telehealth <> (visit_mode = 'VR')"),
    warn('INCONSISTENT', 'partner_code', "channel <> 'PARTNER_API' AND partner_code IS NOT NULL"),
    warn('INCONSISTENT', 'cancelled_at', "(status = 'cancelled') <> (cancelled_at IS NOT NULL)"),
  ],
  booking_count: (_end, day) => [
    reject('NEGATIVE', 'bookings', 'bookings < 0'),
    reject('NEGATIVE', 'doses_allocated', 'doses_allocated < 0'),
    warn('FUTURE', 'period_start', `period_start > ${day}`),
    warn('WEEKDAY', 'period_start', "period_grain = 'week' AND isodow(period_start) <> 1"),
  ],
  site_register: (_end, day) => [
    warn('FUTURE', 'snapshot_date', `snapshot_date > ${day}`),
    warn('INCONSISTENT', 'closed_on', 'closed_on < opened_on'),
  ],
  availability: (end) => [
    reject('NEGATIVE', 'appointment_count', 'appointment_count < 0'),
    warn('FUTURE', 'snapshot_at', `epoch_us(snapshot_at) >= ${end}`),
  ],
  availability_hourly: (end) => [
    reject('NEGATIVE', 'places_listed', 'places_listed < 0 OR places_available < 0'),
    warn('FUTURE', 'at', `epoch_us("at") >= ${end}`),
    warn('INCONSISTENT', 'places_available', 'places_available > places_listed'),
  ],
  universe_snapshot: (_end, day) => [warn('FUTURE', 'snapshot_date', `snapshot_date > ${day}`)],
  equipment_panel: (_end, day) => [
    reject('R6', 'weight', 'weight <= 0'),
    reject('CAST', 'confidence', 'confidence NOT BETWEEN 0 AND 1'),
    warn('FUTURE', 'month', `"month" > ${day}`),
  ],
  vendor_volume: (_end, day) => [
    warn('FUTURE', 'month', `"month" > ${day}`),
    reject('NEGATIVE', 'value', '"value" < 0'),
  ],
  reference_population: () => [reject('NEGATIVE', 'population', 'population < 0')],
  reference_physician: () => [reject('NEGATIVE', 'physicians', 'physicians < 0 OR general_practitioners < 0')],
};

/** The number of an RPPS in two integers, because digits of a column are cheap and digits of a text are not. */
const LUHN_HELPERS = [
  { name: '"h:high"', sql: (v: string) => `try_cast(substr(${v}, 2, 5) AS INTEGER)` },
  { name: '"h:low"', sql: (v: string) => `try_cast(substr(${v}, 7) AS INTEGER)` },
];

/** RPPS (8 + 11 digits) with its key; ADELI and internal forms by their length and first digit. */
function soundIdentifier(name: string): string {
  const keyed = `coalesce((vigie_luhn("h:low") + vigie_luhn("h:high")) % 10 = 0, false)`;
  return `CASE WHEN strlen(${name}) = 12 AND starts_with(${name}, '8') THEN ${keyed}
    ELSE regexp_full_match(${name}, '0[0-9]{9}|[013456].{11}') END`;
}

/** 64 hexadecimal digits. Anything else where a pseudonym belongs may be a name. */
export function isPseudonym(text: string): string {
  return `regexp_full_match(${text}, '[0-9a-fA-F]{64}')`;
}

function kindRules(contract: Contract): Rule[] {
  const rules: Rule[] = [];
  for (const { name, kind, type, items } of contract.fields) {
    if (items !== undefined)
      rules.push(reject('R5', name, `NOT list_has_all([${items.map(quoteText).join(', ')}], ${name})`));
    if (kind === 'departement') {
      const unknown = `${name} IS NOT NULL AND try_cast(${name} AS departement_code) IS NULL`;
      // A table about départements has no room for what is not one; elsewhere the row still counts.
      rules.push(contract.table.startsWith('reference_') ? reject('CAST', name, unknown) : warn('W2', name, unknown));
    }
    if (kind === 'pseudonym') rules.push(reject('PSEUDONYM', name, `NOT ${isPseudonym(name)}`));
    if (kind === 'practitioner') {
      // Zeros alone pass Luhn and are nobody's number.
      rules.push(reject('CAST', name, '"h:low" = 0 AND "h:high" = 0'));
      rules.push({ ...warn('W1', name, `NOT (${soundIdentifier(name)})`), helpers: LUHN_HELPERS });
    }
    if (type === 'DOUBLE') rules.push(reject('CAST', name, `NOT isfinite(${name})`));
    const bound = /(^|_)lat$/.test(name) ? 90 : /(^|_)lon$/.test(name) ? 180 : null;
    if (bound !== null) rules.push(warn('GEO', name, `${name} NOT BETWEEN -${bound} AND ${bound}`));
  }
  return rules;
}
