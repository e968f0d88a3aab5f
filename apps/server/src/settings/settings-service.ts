import type { Settings, SettingsService } from '@vigie/api';
import { settingsSchema } from '@vigie/api';
import type { Db } from '@vigie/database';
import { settings } from '@vigie/database';
import { AppError } from '@vigie/kernel';
import { eq } from '@vigie/database';

const NAME = 'installation';
const NOTHING_CHOSEN: Settings = { ownPlatform: null };

/** `knownPlatforms` are the codes of the current release: a name that no figure has would make every screen empty. */
export function createSettingsService(db: Db, knownPlatforms: () => Promise<readonly string[]>): SettingsService {
  const get = async (): Promise<Settings> => {
    const [row] = await db.select().from(settings).where(eq(settings.name, NAME));
    return row === undefined ? NOTHING_CHOSEN : settingsSchema.parse(row.value);
  };
  const set = async (value: Settings): Promise<Settings> => {
    const known = await knownPlatforms();
    if (value.ownPlatform !== null && !known.includes(value.ownPlatform)) {
      throw new AppError('BAD_INPUT', `There is no platform “${value.ownPlatform}” in the current release.`, {
        reason: 'NO_SUCH_PLATFORM',
        where: { field: 'ownPlatform' },
        cure: `There are ${known.join(', ')}.`,
      });
    }
    await db
      .insert(settings)
      .values({ name: NAME, value })
      .onConflictDoUpdate({ target: settings.name, set: { value, updatedAt: new Date() } });
    return value;
  };
  return { get, set };
}
