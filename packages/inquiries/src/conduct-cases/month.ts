/** `YYYY-MM` moved by whole months. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + (number - 1) + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export const adjacentMonths = (month: string): { before: string; after: string } => ({
  before: addMonths(month, -1),
  after: addMonths(month, 1),
});
