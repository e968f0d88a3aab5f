import {
  DEPARTEMENT_GROUPS,
  EXPOSURE_LAG,
  FLICKER_PPM,
  MIXES,
  SLOT_FATE_PERMILLE,
  SLOTS_PER_MONTH,
  VISIT_KINDS,
  VISIT_MODES,
} from '../parameters.ts';
import { CELL_LEVELS, cellLevels } from '../cells.ts';
import { lagQuantiles } from '../quantile-tables.ts';
import { drawBeta, drawPoisson, type Random } from './random.ts';
import type { Scatter, Treatment } from './treatment.ts';

/** Places = specialty × département; five own agendas in each. */
export const PLACES_PER_SPECIALTY = DEPARTEMENT_GROUPS.flat().length;
const CELLS_PER_PLACE = VISIT_KINDS.length * VISIT_MODES.length;
const AGENDAS_PER_PLACE = 5;
/** Share of slots that are public and not for own patients only. */
const ELIGIBLE = (980 / 1024) * (62 / 64);
const MOST_LEAD_DAYS = 16;
/** Slots that a probe finds listed by own, on average, as in the demonstration's rows. */
export const SLOTS_PER_PROBE = 3.3;
const LAGS = lagQuantiles(EXPOSURE_LAG.medianSeconds, EXPOSURE_LAG.sigma);
const OWN_LEVELS = Uint8Array.from(cellLevels(MIXES.own));

/** An eligible slot: when it was free on own channels, and the lag of own's other channel. */
export interface SlotRow {
  readonly place: number;
  readonly practitioner: number;
  readonly freeSeconds: number;
  /** Starts within 48 hours of its publication. */
  readonly isNear: boolean;
  /** Lag of own's web behind its app, or the other way round. Beyond `freeSeconds`: never shown there. */
  readonly ownLag: number;
}

/** The month's eligible slots, which every partner is measured on. */
export function drawSlots(random: Random): SlotRow[] {
  const slots: SlotRow[] = [];
  for (let i = 0; i < SLOTS_PER_MONTH; i++) {
    if (random() >= ELIGIBLE) continue;
    const place = Math.floor((OWN_LEVELS[(random() * CELL_LEVELS) | 0] ?? 0) / CELLS_PER_PLACE);
    const span = Math.round((1 + Math.floor(random() * MOST_LEAD_DAYS) - 0.25 + random() * 0.5) * 86_400);
    const goes = random() * 1000 < SLOT_FATE_PERMILLE.booked + SLOT_FATE_PERMILLE.withdrawn;
    slots.push({
      place,
      practitioner: place * AGENDAS_PER_PLACE + Math.floor(random() * AGENDAS_PER_PLACE),
      freeSeconds: goes ? 118 + Math.floor((span - 600) * random()) : span,
      isNear: span < 2 * 86_400,
      ownLag: drawLag(random),
    });
  }
  return slots;
}

/** When a partner showed a slot after own did; `censored` = not before it went. */
export interface ShowingRow {
  readonly slot: SlotRow;
  readonly lag: number;
  readonly censored: boolean;
}

export function drawShowings(
  random: Random,
  slots: readonly SlotRow[],
  { mandatePermille, treatment }: { readonly mandatePermille: number; readonly treatment: Treatment },
): ShowingRow[] {
  const rows: ShowingRow[] = [];
  for (const slot of slots) {
    // A mandate is the practitioner's: always the same ones, spread over the places.
    if ((slot.practitioner * 619) % 1000 >= mandatePermille) continue;
    const lag = drawLag(random) + treatment.lagSeconds;
    const hidden = random() < treatment.hidden || lag >= slot.freeSeconds;
    rows.push({ slot, lag: hidden ? slot.freeSeconds : lag, censored: hidden });
  }
  return rows;
}

export interface ReadingDay {
  readonly both: number;
  readonly ownOnly: number;
  readonly partnerOnly: number;
  /** By place. */
  readonly places: ReadonlyMap<number, { both: number; ownOnly: number; partnerOnly: number }>;
}

/** Slots × days as probes found them. Clustered: the partner misses slots by day. */
export function drawReadings(
  random: Random,
  input: {
    readonly days: number;
    readonly probesPerDay: number;
    readonly treatment: Treatment;
    readonly scatter: Scatter;
  },
): ReadingDay[] {
  const { days, probesPerDay, treatment, scatter } = input;
  const flicker = FLICKER_PPM / 1_000_000;
  const missing = 1 - (1 - flicker) * (1 - treatment.hidden);
  return Array.from({ length: days }, () => {
    const units = probesPerDay * SLOTS_PER_PROBE;
    const strength = scatter.kind === 'clustered' ? Math.max(1, units - 1) / (scatter.designEffect - 1) - 1 : 0;
    const missed = strength > 0 ? drawBeta(random, missing, strength) : missing;
    const day = {
      both: 0,
      ownOnly: 0,
      partnerOnly: 0,
      places: new Map<number, { both: number; ownOnly: number; partnerOnly: number }>(),
    };
    for (let probe = 0; probe < probesPerDay; probe++) {
      const place = Math.floor(random() * PLACES_PER_SPECIALTY * 5);
      const counts = day.places.get(place) ?? { both: 0, ownOnly: 0, partnerOnly: 0 };
      day.places.set(place, counts);
      const listed = drawPoisson(random, SLOTS_PER_PROBE);
      for (let slot = 0; slot < listed; slot++) {
        const byOwn = random() >= flicker;
        const byPartner = random() >= missed;
        const kind = byOwn ? (byPartner ? 'both' : 'ownOnly') : byPartner ? 'partnerOnly' : null;
        if (kind === null) continue;
        day[kind]++;
        counts[kind]++;
      }
    }
    return day;
  });
}

function drawLag(random: Random): number {
  return LAGS[(random() * LAGS.length) | 0] ?? 0;
}
