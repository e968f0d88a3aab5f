/** ln(n!) − ln(√(2πn)(n/e)^n) for n > 0: the error of Stirling's formula. Series of Loader (2000), n ≥ 16. */
export function stirlingError(n: number): number {
  if (n <= 0) return 0;
  if (n < 16) return shiftedStirlingError(n);
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** Climbs to n ≥ 16, where the series holds: err(n) = err(n+1) + (n+½)·ln((n+1)/n) − 1. */
function shiftedStirlingError(n: number): number {
  let climbed = 0;
  let at = n;
  while (at < 16) {
    climbed += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  return climbed + stirlingError(at);
}

/** Deviance term x·ln(x/m) + m − x without cancellation when x ≈ m. Loader (2000), "Fast and accurate computation of binomial probabilities". */
export function devianceTerm(x: number, expected: number): number {
  const gap = x - expected;
  if (Math.abs(gap) >= 0.1 * (x + expected)) return x * Math.log(x / expected) + expected - x;
  const ratio = gap / (x + expected);
  let total = gap * ratio;
  let term = 2 * x * ratio;
  for (let j = 1; j < 1000; j++) {
    term *= ratio * ratio;
    const next = total + term / (2 * j + 1);
    if (next === total) return next;
    total = next;
  }
  return total;
}

/**
 * ln of the binomial density extended to real arguments, Γ(n+1)/(Γ(x+1)Γ(n−x+1)) p^x q^(n−x), by the saddle-point
 * expansion: about 14 digits even for n = 1e9, where differences of lnΓ keep only 6. q = 1 − p is passed apart.
 */
export function lnBinomialDensity(x: number, n: number, p: number, q: number): number {
  if (x < 0 || x > n) return -Infinity;
  if (p === 0) return x === 0 ? 0 : -Infinity;
  if (q === 0) return x === n ? 0 : -Infinity;
  if (n === 0) return 0;
  if (x === 0) return p < 0.1 ? -devianceTerm(n, n * q) - n * p : n * Math.log(q);
  if (x === n) return q < 0.1 ? -devianceTerm(n, n * p) - n * q : n * Math.log(p);
  const rest = n - x;
  const correction = stirlingError(n) - stirlingError(x) - stirlingError(rest);
  const deviance = devianceTerm(x, n * p) + devianceTerm(rest, n * q);
  return correction - deviance - 0.5 * Math.log((2 * Math.PI * x * rest) / n);
}

/** ln of the Poisson density extended to real x > 0, m^x e^(−m)/Γ(x+1), by the same expansion; m > 0. */
export function lnPoissonDensity(x: number, expected: number): number {
  return -stirlingError(x) - devianceTerm(x, expected) - 0.5 * Math.log(2 * Math.PI * x);
}
