import { z } from 'zod';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores');

export const contractFieldSchema = z.strictObject({
  name,
  /** A DuckDB type. */
  type: z.enum([
    'VARCHAR',
    'VARCHAR[]',
    'DATE',
    'TIMESTAMPTZ',
    'BOOLEAN',
    'BIGINT',
    'INTEGER',
    'DOUBLE',
    'DECIMAL(18,2)',
  ]),
  nullable: z.boolean(),
  enum: z.array(z.string()).nonempty().optional(),
  /** The closed list of what a list may hold. */
  items: z.array(z.string()).nonempty().optional(),
  /** What kind of code it is, where its form is checked: a département, a platform, a practitioner, a site, a person's pseudonym. */
  kind: z.enum(['departement', 'platform', 'practitioner', 'site', 'pseudonym']).optional(),
  unit: z.string().optional(),
  note: z.string().optional(),
});
export type ContractField = z.infer<typeof contractFieldSchema>;

/** One table of the warehouse: what every file of its kind is turned into. Kept as data in `data/contracts/<table>.json`. */
export const contractSchema = z
  .strictObject({
    table: name,
    version: z.int().positive(),
    title: z.string(),
    key: z.array(name),
    /** What happens to the second row of a key: refused (R1), kept with warning DUP, or kept because there is no key. */
    duplicates: z.enum(['reject', 'warn', 'keep']),
    fields: z.array(contractFieldSchema).nonempty(),
  })
  .refine((c) => c.key.every((k) => c.fields.some((f) => f.name === k)), { error: 'a key names an unknown field' })
  .refine((c) => new Set(c.fields.map((f) => f.name)).size === c.fields.length, { error: 'a field is named twice' });
export type Contract = z.infer<typeof contractSchema>;

/** The columns of rows.parquet that follow the contract's fields. */
export const ORIGIN_COLUMNS = ['_reject', '_warnings', '_raw'] as const;
