import { requirePart } from '../checks.ts';

/** Successes out of trials, both counts. */
export interface Proportion {
  successes: number;
  trials: number;
}

/** One comparison of like with like: the same service to a partner and to the platform's own channels. */
export interface ParityCell {
  partner: Proportion;
  own: Proportion;
}

/** Throws `RangeError` unless both are counts with successes ≤ trials. */
export function checkProportion(name: string, { successes, trials }: Proportion): void {
  requirePart(`${name} successes`, successes, trials);
}

/** Throws `RangeError` on a malformed cell. */
export function checkCell({ partner, own }: ParityCell): void {
  checkProportion('partner', partner);
  checkProportion('own', own);
}

/** Successes over trials; null without trials. */
export function successRate({ successes, trials }: Proportion): number | null {
  return trials === 0 ? null : successes / trials;
}

/** All cells pooled: the crude comparison, never to be published without the stratified one. */
export function pooledCell(cells: readonly ParityCell[]): ParityCell {
  const nothing = { successes: 0, trials: 0 };
  return cells.reduce<ParityCell>(
    (acc, cell) => ({ partner: added(acc.partner, cell.partner), own: added(acc.own, cell.own) }),
    { partner: nothing, own: nothing },
  );
}

function added(left: Proportion, right: Proportion): Proportion {
  return { successes: left.successes + right.successes, trials: left.trials + right.trials };
}
