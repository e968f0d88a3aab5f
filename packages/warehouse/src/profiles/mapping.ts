import { z } from 'zod';

/** How the text of a source column becomes a value. Without one, the field's type decides. */
export const PARSERS = [
  'text',
  'trim',
  'lower',
  'number',
  'date',
  'month',
  'instant',
  'paris_instant',
  'boolean',
  'departement',
  'commune',
  'practitioner',
  'list',
] as const;

export type FieldSource =
  | { column: string | string[]; parse?: (typeof PARSERS)[number]; else?: FieldSource }
  | { constant: string | number | boolean; else?: undefined }
  | { sql: string; else?: FieldSource }
  | { option: 'date' | 'asOf' | 'platform'; else?: FieldSource }
  | { file: 'sha256' | 'name' | 'date'; else?: FieldSource }
  | { newest: string; else?: FieldSource }
  | { recognise: 'code' | 'asis' | 'repair'; address: string; label?: string; else?: undefined };

/** Where one field of the contract comes from. `else` is asked when the column is absent, or its value is null. */
export const fieldSourceSchema: z.ZodType<FieldSource> = z.lazy(() =>
  z.union([
    z.strictObject({
      /** The column's name in the header, or several names of which the first present is taken. */
      column: z.union([z.string(), z.array(z.string()).nonempty()]),
      parse: z.enum(PARSERS).optional(),
      else: fieldSourceSchema.optional(),
    }),
    z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) }),
    /** One SQL expression over the source's columns (text), the parsers as functions: vigie_number(x), vigie_date(x)… */
    z.strictObject({ sql: z.string().min(1).max(4000), else: fieldSourceSchema.optional() }),
    z.strictObject({ option: z.enum(['date', 'asOf', 'platform']), else: fieldSourceSchema.optional() }),
    /** `date`: the one day in the file's name. */
    z.strictObject({ file: z.enum(['sha256', 'name', 'date']), else: fieldSourceSchema.optional() }),
    /** The latest day in a column: when nothing else dates the file. Said in the record's warnings. */
    z.strictObject({ newest: z.string(), else: fieldSourceSchema.optional() }),
    /** The platform read from an address, and from a label beside it. */
    z.strictObject({
      recognise: z.enum(['code', 'asis', 'repair']),
      address: z.string(),
      label: z.string().optional(),
    }),
  ]),
);

/** Turns the columns of one kind of file into the fields of one contract. Profiles and users' mappings are the same thing. */
export const mappingSchema = z.strictObject({
  name: z.string().min(1).max(80).optional(),
  version: z.int().positive().default(1),
  title: z.string().optional(),
  table: z.string(),
  /** Columns without which a file is not of this kind, and those that make it likely. */
  header: z
    .strictObject({ required: z.array(z.string()).default([]), likely: z.array(z.string()).default([]) })
    .default({
      required: [],
      likely: [],
    }),
  fields: z.record(z.string(), fieldSourceSchema),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** A named family of mappings: the header says which of its variants reads a file. */
export const profileSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().positive(),
  title: z.string(),
  /** Regular expressions of usual file names, for guessing only. */
  filePatterns: z.array(z.string()).default([]),
  variants: z.array(mappingSchema.extend({ name: z.string() })).nonempty(),
});
export type Profile = z.infer<typeof profileSchema>;

/** What reads one file: a variant of a profile, or a user's mapping. */
export interface ChosenMapping {
  readonly profile: { readonly name: string; readonly version: number };
  readonly variant: string;
  readonly mapping: Mapping;
}
