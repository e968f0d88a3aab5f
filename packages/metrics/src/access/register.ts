import { workingDaysBetween, parisDayOf } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { readNullableNumber, readNullableText, readNumber, readText } from '../frame/read-row.ts';

/** One access request of the register (domain.md §4.4); instants in seconds since 1970. */
export interface AccessRequest {
  readonly id: string;
  readonly kind: string;
  readonly requester: string;
  readonly requesterClass: string;
  readonly requestedAt: number;
  readonly acknowledgedAt: number | null;
  readonly decidedAt: number | null;
  readonly completedAt: number | null;
  readonly decision: string;
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  readonly imposedBy: string | null;
  readonly fieldsRequired: number | null;
  readonly fieldsDelivered: number | null;
  readonly format: string | null;
  readonly feeEur: number | null;
  readonly comparable: readonly string[];
}

export function accessRequest(row: Row): AccessRequest {
  return {
    id: readText(row, 'id'),
    kind: readText(row, 'kind'),
    requester: readText(row, 'requester'),
    requesterClass: readText(row, 'requester_class'),
    requestedAt: readNumber(row, 'requested_at'),
    acknowledgedAt: readNullableNumber(row, 'acknowledged_at'),
    decidedAt: readNullableNumber(row, 'decided_at'),
    completedAt: readNullableNumber(row, 'completed_at'),
    decision: readText(row, 'decision'),
    reasonCode: readNullableText(row, 'reason_code'),
    reasonText: readNullableText(row, 'reason_text'),
    imposedBy: readNullableText(row, 'imposed_by'),
    fieldsRequired: readNullableNumber(row, 'fields_required'),
    fieldsDelivered: readNullableNumber(row, 'fields_delivered'),
    format: readNullableText(row, 'format'),
    feeEur: readNullableNumber(row, 'fee_eur'),
    comparable: (readNullableText(row, 'comparable') ?? '').split(',').filter(Boolean),
  };
}

export function instantText(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}

export function parisDay(seconds: number): string {
  return parisDayOf(new Date(seconds * 1000));
}

/** French working days from one instant to another, by their Paris days. */
export function workingDays(from: number, to: number): number {
  return workingDaysBetween(parisDay(from), parisDay(to));
}

/** The same for many requests: a register repeats few pairs of days, and walking the calendar is what takes time. */
export function workingDayCounter(): (from: number, to: number) => number {
  const known = new Map<string, number>();
  return (from, to) => {
    const pair = `${parisDay(from)} ${parisDay(to)}`;
    const days = known.get(pair) ?? workingDays(from, to);
    known.set(pair, days);
    return days;
  };
}

/** A refusal, or half a grant, with words of its own: a code alone is no statement of reasons. Null where nothing was refused. */
export function isReasoned({ decision, reasonText }: AccessRequest): boolean | null {
  if (decision !== 'REFUSED' && decision !== 'PARTIAL') return null;
  return reasonText !== null && reasonText.trim() !== '';
}

/** Share of the mandatory fields that were delivered; null where it is not known. */
export function completeness({ fieldsRequired, fieldsDelivered }: AccessRequest): number | null {
  if (fieldsRequired === null || fieldsDelivered === null || fieldsRequired === 0) return null;
  return fieldsDelivered / fieldsRequired;
}

/** Formats that a program reads without a human's help. */
const MACHINE_READABLE: ReadonlySet<string> = new Set([
  'CSV',
  'JSON',
  'NDJSON',
  'XML',
  'PARQUET',
  'FHIR',
  'ICS',
  'XLSX',
]);

export function isMachineReadable({ format }: AccessRequest): boolean | null {
  return format === null ? null : MACHINE_READABLE.has(format.trim().toUpperCase());
}
