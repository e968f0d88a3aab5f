import type { KpiEvidence } from './kpi-evidence.ts';

/** One of several ways in which an indicator may be worse, each with a margin of its own (mean and P95 of a latency; two directions of a change). */
export interface Component {
  readonly name: string;
  readonly effect: number;
  /** 90 %; null = not bounded on that side. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly p: number;
  readonly materialityP: number;
  readonly mdd: number | null;
  readonly margin: number;
}

export type Combined = Pick<KpiEvidence, 'effect' | 'ciLow' | 'ciHigh' | 'p' | 'materialityP' | 'mdd' | 'margin'> & {
  /** Name of the component whose effect is shown. */
  readonly decisive: string | null;
};

/**
 * One answer from k components. "Worse" if any is: union–intersection, p = min(1, k·smallest p) (Bonferroni), p_δ likewise and never below p. "Parity shown" only if all
 * are: intersection–union, each at its own 5 %, so the lower end of the interval is the deepest of all in multiples of the margins. Shown are effect and margin of the component
 * that reaches deepest; if another one is significant and that one is not, the significant one.
 */
export function worseOf(components: readonly Component[]): Combined {
  const [first] = components;
  if (first === undefined)
    return {
      effect: null,
      ciLow: null,
      ciHigh: null,
      p: null,
      materialityP: null,
      mdd: null,
      margin: 0,
      decisive: null,
    };
  const k = components.length;
  const deepest = least(components, depthOf);
  const surest = least(components, (one) => one.p);
  const overlooked = k * surest.p < 0.05 && k * deepest.p >= 0.05;
  const shown = overlooked ? surest : deepest;
  const depth = depthOf(deepest);
  const p = Math.min(1, k * surest.p);
  const relative = components.map((one) => (one.mdd === null ? null : one.mdd / one.margin));
  return {
    effect: shown.effect,
    ciLow: Number.isFinite(depth) ? depth * shown.margin : null,
    ciHigh: shown.ciHigh,
    p,
    materialityP: Math.max(p, Math.min(1, k * Math.min(...components.map((one) => one.materialityP)))),
    mdd: relative.includes(null) ? null : Math.max(...relative.map((value) => value ?? 0)) * shown.margin,
    margin: shown.margin,
    decisive: shown.name,
  };
}

/** Lower end in multiples of the margin. */
function depthOf({ ciLow, margin }: Component): number {
  return ciLow === null ? -Infinity : ciLow / margin;
}

function least(components: readonly Component[], read: (one: Component) => number): Component {
  return components.reduce((best, one) => (read(one) < read(best) ? one : best));
}
