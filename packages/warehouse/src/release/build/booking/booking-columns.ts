import { loadContract } from '../../../contracts/load-contracts.ts';

/** The contract's fields in order. */
export const BOOKING_FIELDS: readonly string[] = loadContract('booking').fields.map((field) => field.name);

/** Columns that repeat few values. As ENUM while a month is sorted they take a byte instead of a string. */
export const CODED_COLUMNS = [
  'platform_code',
  'data_origin',
  'patient_dept',
  'profession_code',
  'specialty_code',
  'account_type',
  'site_dept',
  'motive_code',
  'visit_mode',
  'channel',
  'partner_code',
  'status',
  'cancelled_by',
  'source_file_sha256',
] as const;
export type CodedColumn = (typeof CODED_COLUMNS)[number];

/** Above this many values a column stays text. */
export const MAXIMUM_CODES = 5000;

/** The order of a month's file, total because platform and id are unique. */
export const MONTH_ORDER = 'site_dept, specialty_code nulls last, platform_code, booked_at, booking_id';
