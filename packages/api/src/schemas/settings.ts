import { z } from 'zod';

/** Choices of the installation, not of a person. */
export const settingsSchema = z.object({
  /** A platform code of the current release, or null: no platform is ours. */
  ownPlatform: z.string().min(1).nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;
