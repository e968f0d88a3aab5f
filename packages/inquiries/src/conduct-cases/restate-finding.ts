import { and, conductFindings, eq } from '@vigie/database';
import type { InquiryContext, Transaction } from '../context.ts';
import { applyEdit, lockCase } from './edit-case.ts';
import type { Finding } from './finding-shapes.ts';
import { findingFacts, type PlacedFinding, reopenIfClosed } from './open-case.ts';
import { CASE_PARAMETERS } from './parameters.ts';

/**
 * A later release says something else of a finding: the case keeps both, the earlier word in the event RESTATED and the newer one in
 * the finding. Nothing is taken away: whether a case whose months were taken back is closed is for a person to say.
 * @returns whether there was something to restate.
 */
export async function restateFinding(
  tx: Transaction,
  context: InquiryContext,
  was: { readonly caseId: string; readonly finding: Finding },
  placed: PlacedFinding,
): Promise<boolean> {
  const { simulated, kpi, partner, period, finding } = placed;
  if (saysTheSame(was.finding, finding)) return false;
  const row = await lockCase(tx, was.caseId);
  await tx
    .update(conductFindings)
    .set({
      month: finding.month,
      status: finding.status,
      stands: finding.stands,
      numbers: finding.monthNumbers ?? finding.alarmNumbers,
      foundIn: finding.foundIn,
    })
    .where(
      and(
        eq(conductFindings.simulated, simulated),
        eq(conductFindings.kpi, kpi),
        eq(conductFindings.partner, partner),
        eq(conductFindings.triggerKind, finding.trigger),
        eq(conductFindings.period, period),
      ),
    );
  const [before, after] = [findingFacts(was.finding), findingFacts(finding)];
  const told = await applyEdit(tx, context, row, { change: {}, event: { kind: 'RESTATED', before, after } });
  if (finding.stands && !was.finding.stands) await reopenIfClosed(tx, context, told);
  return true;
}

/** Same verdict on the same effect. A q alone moves with every correction of any partner's figure in the month's family. */
function saysTheSame(a: Finding, b: Finding): boolean {
  return (
    a.status === b.status &&
    a.stands === b.stands &&
    a.alarmNumbers?.day === b.alarmNumbers?.day &&
    sameEffect(a.monthNumbers?.effect ?? null, b.monthNumbers?.effect ?? null)
  );
}

function sameEffect(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= CASE_PARAMETERS.sameEffectRelative * Math.max(Math.abs(a), Math.abs(b));
}
