import { loadDepartements } from '../parameters/departements.ts';
import { PLATFORMS } from '../parameters/platforms.ts';
import { SPECIALTIES } from '../parameters/professions.ts';
import type { Engine } from './open-engine.ts';

/** Columns of few values are ENUMs inside the engine: they are drawn as one byte and written to Parquet as their dictionary. */
const CODES = {
  platform: [...PLATFORMS, 'none'],
  data_origin: ['OWN_SYSTEM', 'PARTNER_API', 'AUTHORITY', 'PANEL', 'ESTIMATE'],
  account_type: ['SOLO', 'GROUP', 'HEALTH_CENTRE', 'HOSPITAL', 'VACC_CENTRE', 'SOS'],
  motive: ['CONSULTATION', 'FIRST_VISIT', 'FOLLOW_UP', 'COVID_DOSE_1', 'COVID_DOSE_2', 'COVID_BOOSTER'],
  visit_mode: ['AMB', 'HH', 'VR'],
  channel: ['OWN_APP', 'OWN_WEB', 'WIDGET', 'PHONE', 'DESK', 'PARTNER_API', 'SAS', 'CALLCENTER'],
  status: ['booked', 'fulfilled', 'cancelled', 'noshow', 'entered_in_error'],
  cancelled_by: ['PATIENT', 'PRACTITIONER', 'PLATFORM'],
  profession: [...new Set(SPECIALTIES.map((s) => s.profession)), 'IDE'],
  specialty: [...new Set(SPECIALTIES.map((s) => s.specialty)), 'IDE'],
  product: ['AGENDA', 'TELECONSULT', 'PM_SOFTWARE'],
  evidence: ['CONTRACT', 'WEB_LISTING', 'SURVEY', 'API', 'CRM_NOTE'],
} as const satisfies Record<string, readonly string[]>;

export async function createCodes(engine: Engine): Promise<void> {
  const all: Record<string, readonly string[]> = {
    ...CODES,
    departement: loadDepartements().map((d) => d.departement),
  };
  for (const [name, values] of Object.entries(all)) {
    await engine.run(`CREATE TYPE ${name}_code AS ENUM (${values.map((v) => `'${v}'`).join(', ')})`);
  }
}

/** A constant of one of the code types, as SQL. */
export function code(type: keyof typeof CODES, value: string): string {
  return `'${value}'::${type}_code`;
}
