import { accessExaminations, and, asc, conductCases, conductFindings, eq, gt, inArray, sql } from '@vigie/database';
import { canonicalJson, sha256 } from '@vigie/evidence';
import type { InquiryContext, Transaction } from '../context.ts';
import type { Decision, Examination, ExaminationResult } from './examination-shapes.ts';
import type { Finding } from './finding-shapes.ts';
import { openCase, type PlacedFinding } from './open-case.ts';
import { toFinding, toSummaries } from './read-case.ts';
import { restateFinding } from './restate-finding.ts';

/** Any constant will do: examinations take turns, in this process and in others. */
const EXAMINATION_LOCK = 4_300_003;

/**
 * Takes in what one figure of one release says: opens cases for new findings, adds to those whose run goes on, restates what a later
 * release sees differently. All of it in one transaction with the note that it was examined: stopped anywhere, nothing has happened.
 * The same figure again changes nothing; an older release after a newer one is noted and changes nothing either.
 */
export async function recordExamination(context: InquiryContext, examination: Examination): Promise<ExaminationResult> {
  const nothing: ExaminationResult = { recorded: false, applied: false, opened: [], changed: [] };
  return context.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${EXAMINATION_LOCK})`);
    const applied = !(await hasNewer(tx, examination));
    if (!(await insertExamination(tx, context, examination, applied))) return nothing;
    if (!applied) return { ...nothing, recorded: true };
    const [opened, changed] = [new Set<string>(), new Set<string>()];
    for (const decision of inOrder(examination.decisions)) {
      const outcome = await applyDecision(tx, context, examination, decision);
      if (outcome !== null && (outcome.opened || !opened.has(outcome.caseId)))
        (outcome.opened ? opened : changed).add(outcome.caseId);
    }
    for (const caseId of await takeBackUnspoken(tx, context, examination)) changed.add(caseId);
    const summaries = async (ids: ReadonlySet<string>) => {
      if (ids.size === 0) return [];
      const rows = await tx
        .select()
        .from(conductCases)
        .where(inArray(conductCases.id, [...ids]));
      return toSummaries(tx, rows, context.now());
    };
    return { recorded: true, applied: true, opened: await summaries(opened), changed: await summaries(changed) };
  });
}

/** Numbers of cases follow indicators and partners, whatever order a figure's rows come in. */
function inOrder(decisions: readonly Decision[]): Decision[] {
  return [...decisions].sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
}

/** By the time of building, not by number: numbers begin anew in a new home. */
async function hasNewer(tx: Transaction, { foundIn, scope, simulated }: Examination): Promise<boolean> {
  const [newer] = await tx
    .select({ scope: accessExaminations.scope })
    .from(accessExaminations)
    .where(
      and(
        eq(accessExaminations.metric, foundIn.metric),
        eq(accessExaminations.scope, scope),
        eq(accessExaminations.simulated, simulated),
        gt(accessExaminations.releaseBuiltAt, new Date(foundIn.releaseBuiltAt)),
      ),
    )
    .limit(1);
  return newer !== undefined;
}

async function insertExamination(
  tx: Transaction,
  context: InquiryContext,
  { foundIn, scope, simulated, decisions }: Examination,
  applied: boolean,
): Promise<boolean> {
  const inserted = await tx
    .insert(accessExaminations)
    .values({
      releaseHash: foundIn.releaseHash,
      releaseNumber: foundIn.releaseNumber,
      releaseBuiltAt: new Date(foundIn.releaseBuiltAt),
      metric: foundIn.metric,
      metricVersion: foundIn.metricVersion,
      scope,
      simulated,
      decisions: decisions.length,
      raised: decisions.filter(isRaised).length,
      decisionsSha256: sha256(canonicalJson(inOrder(decisions))),
      applied,
      examinedAt: context.now(),
    })
    .onConflictDoNothing()
    .returning({ scope: accessExaminations.scope });
  return inserted.length > 0;
}

const isRaised = (decision: Decision): boolean =>
  decision.trigger === 'RED' ? decision.status === 'RED' : decision.alarmNumbers !== null;

async function applyDecision(
  tx: Transaction,
  context: InquiryContext,
  { foundIn, simulated }: Examination,
  decision: Decision,
): Promise<{ caseId: string; opened: boolean } | null> {
  const { kpi, partner, trigger: triggerKind } = decision;
  const period = decision.trigger === 'RED' ? decision.month : decision.year;
  const [row] = await tx
    .select()
    .from(conductFindings)
    .where(
      and(
        eq(conductFindings.simulated, simulated),
        eq(conductFindings.kpi, kpi),
        eq(conductFindings.partner, partner),
        eq(conductFindings.triggerKind, triggerKind),
        eq(conductFindings.period, period),
      ),
    );
  if (row === undefined && !isRaised(decision)) return null;
  const finding = toNewFinding(decision, foundIn, row?.month ?? null);
  const placed: PlacedFinding = { simulated, kpi, partner, period, finding };
  if (row === undefined) return openCase(tx, context, placed);
  const restated = await restateFinding(tx, context, { caseId: row.caseId, finding: toFinding(row) }, placed);
  return restated ? { caseId: row.caseId, opened: false } : null;
}

/** RED months of which this release's figure has no row at all, for want of the data it had: it has no verdict on them any more. */
async function takeBackUnspoken(
  tx: Transaction,
  context: InquiryContext,
  { foundIn, simulated, scope, decisions }: Examination,
): Promise<string[]> {
  const standing = await tx
    .select()
    .from(conductFindings)
    .where(
      and(
        eq(conductFindings.simulated, simulated),
        eq(conductFindings.triggerKind, 'RED'),
        eq(conductFindings.period, scope),
        eq(conductFindings.stands, true),
      ),
    )
    .orderBy(asc(conductFindings.kpi), asc(conductFindings.partner));
  const spoken = new Set(decisions.map(({ kpi, partner }) => `${kpi}|${partner}`));
  const unspoken = standing.filter(({ kpi, partner }) => !spoken.has(`${kpi}|${partner}`));
  for (const row of unspoken) {
    const was = toFinding(row);
    const finding = { ...was, status: null, stands: false, monthNumbers: null, foundIn };
    const { kpi, partner, period, caseId } = row;
    await restateFinding(tx, context, { caseId, finding: was }, { simulated, kpi, partner, period, finding });
  }
  return unspoken.map(({ caseId }) => caseId);
}

/** `month`: where the finding stood before, for an alarm that has no day any more. */
function toNewFinding(decision: Decision, foundIn: Finding['foundIn'], month: string | null): Finding {
  const common = { status: decision.status, stands: isRaised(decision), foundIn };
  if (decision.trigger === 'RED') {
    const { trigger, monthNumbers } = decision;
    return { ...common, trigger, month: decision.month, monthNumbers, alarmNumbers: null };
  }
  const { trigger, alarmNumbers } = decision;
  const at = alarmNumbers?.day.slice(0, 7) ?? month ?? `${decision.year}-12`;
  return { ...common, trigger, month: at, monthNumbers: null, alarmNumbers };
}

/** Scopes of a metric version that were examined over a release. */
export async function examinedScopes(
  { db }: InquiryContext,
  { releaseHash, metric, metricVersion }: { releaseHash: string; metric: string; metricVersion: number },
): Promise<Set<string>> {
  const rows = await db
    .select({ scope: accessExaminations.scope })
    .from(accessExaminations)
    .where(
      and(
        eq(accessExaminations.releaseHash, releaseHash),
        eq(accessExaminations.metric, metric),
        eq(accessExaminations.metricVersion, metricVersion),
      ),
    );
  return new Set(rows.map(({ scope }) => scope));
}

function orderKey(one: Decision): string {
  return `${one.kpi}|${one.partner}|${one.trigger === 'RED' ? one.month : one.year}`;
}
