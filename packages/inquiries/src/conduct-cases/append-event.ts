import { conductEvents, eq, sql } from '@vigie/database';
import type { InquiryContext, Transaction } from '../context.ts';
import type { CaseEvent, CaseEventKind } from './event-shapes.ts';

export interface NewEvent {
  readonly caseId: string;
  readonly kind: CaseEventKind;
  readonly before?: CaseEvent['before'];
  readonly after?: CaseEvent['after'];
  readonly note?: string;
}

/**
 * The only writer of events, in the transaction of the change itself and with its case locked, so that numbers have no holes and
 * no change is without its event. The table refuses changes and removals. This is where a hash-chained log of the whole product
 * takes its entry from.
 */
export async function appendEvent(tx: Transaction, context: InquiryContext, event: NewEvent): Promise<void> {
  const { caseId, kind, before = null, after = null, note = null } = event;
  const [last] = await tx
    .select({ seq: sql<number>`coalesce(max(${conductEvents.seq}), 0)::int` })
    .from(conductEvents)
    .where(eq(conductEvents.caseId, caseId));
  await tx.insert(conductEvents).values({
    caseId,
    seq: (last?.seq ?? 0) + 1,
    at: context.now(),
    kind,
    actorKind: context.actor.kind,
    actorName: context.actor.name,
    before,
    after,
    note,
  });
}
