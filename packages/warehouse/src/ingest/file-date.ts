/**
 * The one day that a file's name tells: YYYY-MM-DD, YYYY_MM_DD or YYYYMMDD anywhere. Null when there is none, or when
 * there are two different ones (a period, not a day).
 */
export function dateInName(name: string): string | null {
  const days = new Set<string>();
  for (const [, year, month, day] of name.matchAll(
    /(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/g,
  )) {
    const text = `${year}-${month}-${day}`;
    if (new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)) days.add(text);
  }
  return days.size === 1 ? ([...days][0] ?? null) : null;
}

/** The one year that a file's name tells, 1950 to 2099. */
export function yearInName(name: string): number | null {
  const years = new Set([...name.matchAll(/(?<!\d)(19[5-9]\d|20\d\d)(?!\d)/g)].map(([, year]) => Number(year)));
  return years.size === 1 ? ([...years][0] ?? null) : null;
}
