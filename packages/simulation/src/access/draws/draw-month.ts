import { monthStartDay } from '../../parameters/calendar.ts';
import * as p from '../parameters.ts';
import { drawListings, type ListingRow } from './draw-search.ts';
import { drawRequests, type RequestRows } from './draw-requests.ts';
import { drawReadings, drawShowings, drawSlots, type ReadingDay, type ShowingRow, type SlotRow } from './draw-slots.ts';
import {
  drawAccessRequests,
  drawChanges,
  drawDownSeconds,
  drawTickets,
  REQUEST_KINDS,
  type AccessRequestRow,
  type ChangeRow,
  type TicketRow,
} from './draw-terms.ts';
import type { Random } from './random.ts';
import { PARITY, type Scatter, type Treatment } from './treatment.ts';

/** Whom a drawn market consists of beside own: name, mix of strata, volumes. */
export type DrawnPartner = (typeof p.CALIBRATION_PARTNERS)[number];

export interface MonthInput {
  /** Months since 2015-01; decides the calendar only. */
  readonly month: number;
  readonly scatter: Scatter;
  /** Only what tells how days scatter: requests and readings. The rest stays empty. */
  readonly daysOnly?: boolean;
}

export interface OwnMonth {
  readonly days: number;
  readonly requests: RequestRows;
  readonly slots: readonly SlotRow[];
  readonly changes: readonly ChangeRow[];
  readonly accessRequests: readonly AccessRequestRow[];
  readonly tickets: readonly TicketRow[];
  /** Of the app and of the web, by day. */
  readonly down: readonly (readonly number[])[];
  readonly listings: readonly ListingRow[];
}

export interface PartnerMonth {
  readonly requests: RequestRows;
  readonly readings: readonly ReadingDay[];
  readonly showings: readonly ShowingRow[];
  readonly changes: readonly ChangeRow[];
  readonly accessRequests: readonly AccessRequestRow[];
  /** Requests for API access of the twelve months up to this one. */
  readonly onboarding: readonly AccessRequestRow[];
  readonly tickets: readonly TicketRow[];
  readonly down: readonly number[];
}

/** A month of own's side, in the demonstration's volumes. */
export function drawOwnMonth(random: Random, { month, scatter, daysOnly = false }: MonthInput): OwnMonth {
  const days = daysOf(month);
  const volume = p.VOLUMES.own;
  const requests = drawRequests(random, {
    month,
    requests: volume.requests,
    mix: p.MIXES.own,
    treatment: PARITY,
    scatter,
  });
  if (daysOnly)
    return { days, requests, slots: [], changes: [], accessRequests: [], tickets: [], down: [], listings: [] };
  return {
    days,
    requests,
    slots: drawSlots(random),
    changes: drawChanges(random, volume.changes, PARITY),
    accessRequests: drawAccessRequests(random, { requests: volume.accessRequests, isOwn: true, treatment: PARITY }),
    tickets: drawTickets(random, volume.tickets, PARITY),
    down: [drawDownSeconds(random, days, PARITY), drawDownSeconds(random, days, PARITY)],
    listings: drawListings(random),
  };
}

/** A month of a partner on own's slots, treated as told. */
export function drawPartnerMonth(
  random: Random,
  input: MonthInput & {
    readonly partner: DrawnPartner;
    readonly treatment: Treatment;
    readonly slots: readonly SlotRow[];
  },
): PartnerMonth {
  const { month, scatter, partner, treatment, slots, daysOnly = false } = input;
  const { mix, volume } = partner;
  const days = daysOf(month);
  const requests = drawRequests(random, { month, requests: volume.requests, mix, treatment, scatter });
  const readings = drawReadings(random, { days, probesPerDay: volume.probesPerDay, treatment, scatter });
  if (daysOnly)
    return { requests, readings, showings: [], changes: [], accessRequests: [], onboarding: [], tickets: [], down: [] };
  const register = { requests: volume.accessRequests, isOwn: false, treatment };
  return {
    requests,
    readings,
    showings: drawShowings(random, slots, { mandatePermille: volume.mandatePermille, treatment }),
    changes: drawChanges(random, volume.changes, treatment),
    accessRequests: drawAccessRequests(random, register),
    onboarding: drawAccessRequests(random, { ...register, requests: 12 * volume.accessRequests }).filter(
      (row) => REQUEST_KINDS[row.kind] === 'API_ACCESS',
    ),
    tickets: drawTickets(random, volume.tickets, treatment),
    down: drawDownSeconds(random, days, treatment),
  };
}

export function daysOf(month: number): number {
  return monthStartDay(month + 1) - monthStartDay(month);
}
