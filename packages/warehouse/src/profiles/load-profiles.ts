import { readdirSync, readFileSync } from 'node:fs';
import { AppError } from '@vigie/kernel';
import { loadContract } from '../contracts/load-contracts.ts';
import { dataPath } from '../contracts/data-directory.ts';
import { mappingSchema, profileSchema, type Mapping, type Profile } from './mapping.ts';

/**
 * A named profile.
 * @throws AppError NOT_FOUND / NO_SUCH_PROFILE
 */
export function loadProfile(name: string): Profile {
  const known = listProfileNames();
  if (!known.includes(name)) {
    throw new AppError('NOT_FOUND', `There is no profile named “${name}”.`, {
      reason: 'NO_SUCH_PROFILE',
      cure: `Profiles: ${known.join(', ')}. Any other export can be read with --map.`,
    });
  }
  return profileSchema.parse(JSON.parse(readFileSync(dataPath('profiles', `${name}.json`), 'utf8')));
}

export function listProfileNames(): string[] {
  return readdirSync(dataPath('profiles'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

export function loadProfiles(): Profile[] {
  return listProfileNames().map(loadProfile);
}

/**
 * Reads a user's mapping and holds it against the contract it fills.
 * @throws AppError BAD_INPUT naming the field that is unknown, or the part that is malformed
 */
export function parseMapping(content: unknown, where: string): Mapping {
  const parsed = mappingSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError(
      'BAD_INPUT',
      `The mapping is malformed at ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
      {
        reason: 'BAD_MAPPING',
        where: { file: where },
        cure: 'vigie ingest --map - --guess FILE writes one to start from.',
      },
    );
  }
  const contract = loadContract(parsed.data.table);
  const known = new Set(contract.fields.map((f) => f.name));
  for (const field of Object.keys(parsed.data.fields)) {
    if (!known.has(field)) {
      throw new AppError(
        'BAD_INPUT',
        `The mapping fills “${field}”, which the table ${contract.table} does not have.`,
        {
          reason: 'UNKNOWN_FIELD',
          where: { file: where, field },
          cure: `Fields: ${[...known].join(', ')}.`,
        },
      );
    }
  }
  return parsed.data;
}
