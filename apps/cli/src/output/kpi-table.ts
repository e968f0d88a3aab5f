import type { Figure } from '@vigie/kernel';
import { INDICATORS, type KpiRow } from '@vigie/metrics';

const POINTS = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** The rows of `access.parity` for a terminal: one line per indicator and partner, then what is said of them, then what they rest on. */
export function kpiTable(figure: Figure, rows: readonly KpiRow[]): string {
  const several = new Set(rows.map((row) => row.partner)).size > 1;
  const header = [
    ...(several ? ['Partner'] : []),
    'KPI',
    'Indicator',
    'Status',
    'Effect',
    '90% from',
    '90% to',
    'p',
    'q',
    'Detectable',
    'Own n',
    'Partner n',
    'In a row',
    'Flags',
  ];
  const left = new Set([...(several ? ['Partner'] : []), 'KPI', 'Indicator', 'Status', 'Flags']);
  const lines = rows.map((row) => [...(several ? [row.partner] : []), ...cellsOf(row)]);
  const widths = header.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)));
  const print = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (left.has(header[i] ?? '') ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    headline(figure, rows),
    '',
    print(header),
    print(widths.map((w) => '─'.repeat(w))),
    ...lines.map(print),
    '',
    ...withheld(rows),
    ...footing(figure),
  ].join('\n');
}

function headline(figure: Figure, rows: readonly KpiRow[]): string {
  const { release, period } = figure.passport;
  const partners = [...new Set(rows.map((row) => row.partner))].join(', ');
  return `Access parity v${figure.version}, ${period.from.slice(0, 7)}, ${partners} against own channels. Negative effect: partner worse${release.simulated ? '. SIMULATED DATA' : ''}`;
}

function cellsOf(row: KpiRow): string[] {
  const title = INDICATORS.find((indicator) => indicator.id === row.kpi)?.title.en ?? '';
  return [
    row.kpi,
    title,
    `${row.status ?? '–'}${row.tags.map((tag) => ` ${tag}`).join('')}`,
    inUnit(row.effect, row),
    inUnit(row.ciLow, row),
    inUnit(row.ciHigh, row),
    probability(row.p),
    probability(row.q),
    row.mdd === null ? '–' : inUnit(row.mdd, row).replace(/^[+−]/u, ''),
    COUNT.format(row.ownN),
    COUNT.format(row.partnerN),
    String(row.monthsInRow),
    [...new Set(row.flags.map((flag) => flag.code))].join(' '),
  ];
}

const signed = (text: string): string => text.replace('-', '−');

/** Shares in points, log ratios as the percentage they make of the own level, the rest as it is. */
function inUnit(value: number | null, { unit }: KpiRow): string {
  if (value === null) return '–';
  switch (unit) {
    case 'share':
      return signed(`${POINTS.format(100 * value)} pt`);
    case 'lnRatio':
      return signed(`${POINTS.format(100 * Math.expm1(value))} %`);
    case 'seconds':
      return signed(`${NUMBER.format(value)} s`);
    case 'days':
      return signed(`${NUMBER.format(value)} d`);
    case 'count':
      return signed(NUMBER.format(value));
  }
}

const probability = (value: number | null): string =>
  value === null ? '–' : value < 1e-4 ? value.toExponential(1) : value.toFixed(4);

function withheld(rows: readonly KpiRow[]): string[] {
  const sentences = rows.flatMap((row) =>
    row.flags.filter((flag) => flag.severity === 'refuse').map((flag) => `${flag.code} ${row.kpi}: ${flag.message}`),
  );
  return [...new Set(sentences)];
}

function footing(figure: Figure): string[] {
  const { passport, summary } = figure;
  return [
    `Family of ${String(summary['familySize'] ?? 0)} tests (Benjamini–Hochberg). INCONCLUSIVE and INSUFFICIENT never mean “no discrimination”.`,
    `Choices: ${passport.choices.map((c) => `${c.name} ${c.value}`).join(', ')}.`,
    `Passport: release ${passport.release.number} ${passport.release.hash.slice(0, 12)}, query ${passport.sqlSha256.slice(0, 12)}, ${passport.engine}. Interval: ${passport.intervalMethod}.`,
  ];
}
