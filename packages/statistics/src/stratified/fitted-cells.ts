/** Expected counts, at an odds ratio, of a cell and of the one across from it, each given by its row and column totals (Cornfield). */
export function diagonal(cell: [number, number], across: [number, number], oddsRatio: number): [number, number] {
  // Units in neither the row nor the column, less those in both: the cell across minus the cell.
  const excess = across[0] - cell[1];
  if (excess >= 0) {
    const expected = smallerRoot(cell, excess, oddsRatio);
    return [expected, expected + excess];
  }
  const expected = smallerRoot(across, -excess, oddsRatio);
  return [expected - excess, expected];
}

/** Root x of x(excess + x) = ψ(row − x)(column − x) in a form without a difference. */
function smallerRoot([row, column]: [number, number], excess: number, oddsRatio: number): number {
  const linear = excess + oddsRatio * (row + column);
  const square =
    excess * (excess + 2 * oddsRatio * (row + column)) +
    (oddsRatio * (row - column)) ** 2 +
    4 * oddsRatio * row * column;
  return (2 * oddsRatio * row * column) / (linear + Math.sqrt(square));
}
