import { z } from 'zod';
import { accessTruthSchema } from '../access/truth/access-truth.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);
const count = z.int().nonnegative();

/** A month of a platform’s bookings: what happened, and what the simulated files carry of it. */
const bookingTruthSchema = z.object({
  month,
  platform: z.string(),
  /** Counted online bookings that happened (no tests, no errors, no second of a rescheduled pair). */
  online: count,
  /** Appointments taken by telephone, call centre or at the desk. */
  desk: count,
  teleconsultation: count,
  vaccinationOnline: count,
  hospitalOnline: count,
  practitioners: count,
  file: z.object({
    rows: count,
    /** Counted online rows; `onlineVolume` = Σ weight of them, which is what a market share must be made of. */
    online: count,
    onlineVolume: count,
    vaccinationOnlineVolume: count,
    hospitalOnlineVolume: count,
    desk: count,
    rescheduled: count,
    enteredInError: count,
    test: count,
  }),
  /** Share of all online bookings of the month, 0–1: of what happened, and as the files tell it. */
  share: z.number(),
  fileShare: z.number(),
});

export const truthSchema = z.object({
  format: z.literal(1),
  simulated: z.literal(true),
  engine: z.string(),
  parameters: z.object({
    practitioners: count,
    vaccinationCentres: count,
    seed: count,
    from: month,
    toMonthExclusive: month,
    bookingsAsked: count,
    scaleBillionths: z.string(),
    extractedAt: z.string(),
    sources: z.record(z.string(), z.unknown()),
    pricesCents: z.record(z.string(), z.unknown()),
    firstChoicePermille: z.array(z.unknown()),
  }),
  /** What happens in this market and when; `inPeriod` tells whether these files show it. */
  events: z.array(
    z.object({ code: z.string(), month, toMonthExclusive: month.nullable(), inPeriod: z.boolean(), text: z.string() }),
  ),
  bookings: z.array(bookingTruthSchema),
  /** Σ weight of counted online bookings per year, département and platform, as the files carry them. */
  departements: z.array(
    z.object({ year: z.int(), departement: z.string(), platform: z.string(), onlineVolume: count }),
  ),
  /** Practitioners equipped on each month: full count, and 2,520 times the fractional count (1/k each). */
  equipment: z.array(
    z.object({ month, product: z.string(), platform: z.string(), fullCount: count, fractional2520: count }),
  ),
  equipped: z.array(z.object({ month, product: z.string(), practitioners: count })),
  vendors: z.array(z.object({ month, platform: z.string(), measure: z.string(), amount: count })),
  universe: z.array(z.object({ snapshot: z.string(), registered: count, active: count })),
  /** epsilon’s holders in the month before the purchase, and where they are in the month of it. */
  purchase: z.object({ month, holders: count, movedToOwn: count, movedToRival: count, stopped: count }).nullable(),
  /** Null where the access tables were left out. */
  access: accessTruthSchema.nullable(),
});
export type Truth = z.infer<typeof truthSchema>;
export type BookingTruth = Truth['bookings'][number];
