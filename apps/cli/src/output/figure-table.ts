import type { Figure, FigureRow } from '@vigie/kernel';

const decimals = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const PERCENT = decimals(2);
const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const POINTS = decimals(1);
/** A terminal is read, not searched: past this many rows the table says how many there are and how to get them all. */
const SHOWN_ROWS = 200;

/** The figure for a terminal: what it is, the rows, what is wrong with it, what it rests on. */
export function tableOf(figure: Figure): string {
  const columns = figure.columns.filter((c) =>
    figure.rows.some((row) => row[c.name] !== null && row[c.name] !== undefined),
  );
  const shown = figure.rows.slice(0, SHOWN_ROWS);
  const cells = shown.map((row) => [...columns.map((c) => print(row[c.name], c.unit)), codesOf(row)]);
  const header = [...columns.map((c) => c.title), 'Flags'];
  const widths = header.map((title, i) => Math.max(title.length, ...cells.map((line) => line[i]?.length ?? 0)));
  const right = columns.map((c) => c.unit !== 'text' && c.unit !== 'date');
  const line = (values: readonly string[]): string =>
    values
      .map((v, i) => (right[i] ? v.padStart(widths[i] ?? 0) : v.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    headline(figure),
    '',
    ...(figure.rows.length === 0
      ? ['No rows.']
      : [line(header), line(widths.map((w) => '─'.repeat(w))), ...cells.map(line)]),
    ...(shown.length < figure.rows.length
      ? [`${shown.length} of ${COUNT.format(figure.rows.length)} rows shown. --format csv gives all.`]
      : []),
    '',
    ...figure.flags.map((f) => `${f.severity === 'refuse' ? 'REFUSED' : f.code}: ${f.message}`),
    ...footing(figure),
  ].join('\n');
}

function headline(figure: Figure): string {
  const { period, release } = figure.passport;
  const definition = figure.definition === null ? '' : `, ${figure.definition}`;
  return `${figure.metric} v${figure.version}${definition}, ${period.from} to ${period.toExclusive} (end excluded)${release.simulated ? '. SIMULATED DATA' : ''}`;
}

function footing(figure: Figure): string[] {
  const { coverage, passport } = figure;
  const left = coverage.leftOut.map((l) => `${COUNT.format(l.rows)} ${l.reason}`).join(', ');
  const unmatched =
    coverage.matchedRatio === null
      ? ''
      : `; ${COUNT.format(coverage.unmatched)} unmatched (${PERCENT.format(100 * (1 - coverage.matchedRatio))}%)`;
  return [
    `Coverage: ${COUNT.format(coverage.rowsCounted)} of ${COUNT.format(coverage.rowsRead)} ${coverage.unit} counted${left ? `; left out: ${left}` : ''}${unmatched}.`,
    `Choices: ${passport.choices.map((c) => `${c.name} ${c.value}`).join(', ')}.`,
    `Passport: release ${passport.release.number} ${passport.release.hash.slice(0, 12)}, query ${passport.sqlSha256.slice(0, 12)}, ${passport.engine}. Interval: ${passport.intervalMethod}.`,
  ];
}

const codesOf = (row: FigureRow): string => [...new Set(row.flags.map((f) => f.code))].join(' ');

function print(value: unknown, unit: string): string {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'number') return typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (unit) {
    case 'ratio':
      return `${PERCENT.format(100 * value)}%`;
    case 'ratio_change':
      return `${value > 0 ? '+' : ''}${PERCENT.format(100 * value)}%`.replace('-', '−');
    case 'points':
      return POINTS.format(value);
    default:
      return COUNT.format(value);
  }
}
