import { z } from 'zod';

/** A text in both languages of the product. */
export const localisedSchema = z.object({ en: z.string(), fr: z.string() });
export type Localised = z.infer<typeof localisedSchema>;

/** An instant in UTC, ISO 8601. */
export const instantSchema = z.iso.datetime({ offset: true });

/** A calendar day in Europe/Paris, YYYY-MM-DD. */
export const daySchema = z.iso.date();

/** SHA-256 in lower-case hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const releaseNumberSchema = z.int().positive();

/** The same three fields as an AppError gives to a person. */
export const problemSchema = z.object({
  reason: z.string(),
  message: z.string(),
  where: z.record(z.string(), z.union([z.string(), z.number()])),
  cure: z.string().nullable(),
});
export type Problem = z.infer<typeof problemSchema>;
