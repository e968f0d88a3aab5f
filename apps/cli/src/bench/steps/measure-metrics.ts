import { questions } from '../questions.ts';
import { duration } from '../result.ts';
import { TARGETS } from '../targets.ts';
import type { Outcome } from '../tasks/task.ts';
import { addMemory } from './simulate-market.ts';
import { SPAN, type Stage } from './step.ts';

/** Each metric cold (its own process) and warm, beside the same question by hand on the fact layout and on the plain table. */
export async function measureMetrics(stage: Stage, home: string, plain: string): Promise<void> {
  let peak = 0;
  for (const [index, question] of questions(SPAN).entries()) {
    const title = `${question.metric}: ${question.name}`;
    stage.say(title);
    const outcome = await stage.run({ kind: 'question', home, plain, question: index, span: { ...SPAN } });
    peak = Math.max(peak, outcome.peakMemoryMb);
    const mismatch = outcome.texts['mismatch'];
    if (mismatch !== undefined) stage.differ(`${title}: ${mismatch}.`);
    addMetric(stage, { title, notJudged: question.notJudged ?? null, mismatch: mismatch ?? null }, outcome);
  }
  addMemory(stage, 'a metric, with the statements by hand beside it', peak);
  await measureDossier(stage, home);
}

function addMetric(
  stage: Stage,
  asked: { title: string; notJudged: string | null; mismatch: string | null },
  outcome: Outcome,
): void {
  const { coldMs = 0, warmMs = 0, handMs, plainMs } = outcome.facts;
  const ratio = handMs === undefined ? null : warmMs / handMs;
  const gain = plainMs === undefined ? null : plainMs / warmMs;
  const met = (ratio === null || ratio <= TARGETS.metricOverHand) && (gain === null || gain >= TARGETS.plainOverMetric);
  const notes = [
    ratio === null ? '' : `${ratio.toFixed(2)} × by hand`,
    gain === null ? 'the plain table cannot tell' : `plain ÷ ${gain.toFixed(1)}`,
    `${outcome.facts['answers'] ?? 0} values ${asked.mismatch === null ? 'equal' : 'DIFFER'}`,
    asked.notJudged ?? '',
  ];
  stage.add({
    group: 'metric',
    name: asked.title,
    got: `${duration(warmMs)} (cold ${duration(coldMs)})`,
    byHand: `${handMs === undefined ? '–' : duration(handMs)} / ${plainMs === undefined ? '–' : duration(plainMs)} plain`,
    target: `≤ ${TARGETS.metricOverHand} × by hand, plain ÷ ${TARGETS.plainOverMetric}`,
    met: asked.notJudged === null ? met : null,
    note: notes.filter(Boolean).join('; '),
    facts: { ...outcome.facts, ...(ratio === null ? {} : { ratio }), ...(gain === null ? {} : { gain }) },
  });
}

async function measureDossier(stage: Stage, home: string): Promise<void> {
  stage.say('a whole dossier');
  const outcome = await stage.run({ kind: 'dossier', home, span: { ...SPAN } });
  const seconds = outcome.milliseconds / 1000;
  stage.add({
    group: 'metric',
    name: `a dossier of ${Object.keys(outcome.facts).length} figures, cold`,
    got: `${seconds.toFixed(1)} s`,
    byHand: null,
    target: `< ${TARGETS.dossierSeconds} s`,
    met: seconds < TARGETS.dossierSeconds,
    note: 'market and growth metrics; access and adoption have none yet',
    facts: outcome.facts,
  });
  addMemory(stage, 'the dossier', outcome.peakMemoryMb);
}
