import { z } from 'zod';

export const simulationOptionsSchema = z.strictObject({
  /** Size of the universe; 450,000 is the whole country. */
  practitioners: z.int().min(200).max(2_000_000),
  months: z.int().min(1).max(180),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31),
  /** First month, YYYY-MM, from 2015-01 on. */
  from: z
    .string()
    .regex(/^20(1[5-9]|2\d)-(0[1-9]|1[0-2])$/, 'YYYY-MM, 2015-01 or later')
    .default('2015-01'),
  /** Rows of the booking files, about; by default a quarter of practitioners × months. */
  bookings: z.int().min(100).max(2_000_000_000).optional(),
  /** One booking file per platform and month, or per platform and year; `auto` takes months from 50,000 bookings a month on. */
  filesPer: z.enum(['auto', 'month', 'year']).default('auto'),
  /** alpha delivers only half of its sites for the last month, so that an incomplete period can be seen. */
  incompleteLastMonth: z.boolean().default(true),
  /**
   * Volume of the access tables (slots, exposures, probes, requests, the register…) relative to `access/parameters.ts`: 1 is 16,000 own requests a
   * month, 0 leaves them out, `auto` follows the bookings up to 1.
   */
  access: z.union([z.literal('auto'), z.number().min(0).max(10_000)]).default('auto'),
});
export type SimulationOptions = z.input<typeof simulationOptionsSchema>;
export type ParsedOptions = z.output<typeof simulationOptionsSchema>;

/** The market that Vigie starts with when the user has brought no data: 2015-01 to 2025-12, about a million bookings. */
export const demonstrationOptions: SimulationOptions = {
  practitioners: 18_000,
  months: 132,
  seed: 20150101,
  from: '2015-01',
  bookings: 1_000_000,
};
