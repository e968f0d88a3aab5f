import type { Days, KpiReport, Measured, Report, StreamReport } from './report.ts';
import { percent } from './targets.ts';

type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const SCENARIO_TEXT = {
  parity: 'parity, own’s mix of strata',
  confounded: 'parity, mixes confounded',
  clusters: 'parity, confounded, design effect 2',
} as const;

/** The report as Markdown, as it stands in the metric cards. */
export function markdownReport(report: Report, command: string): string {
  const lines = sections(report).flatMap(({ title, table }) => [`**${title}**`, '', markdownTable(table), '']);
  return [preamble(report, command), '', ...lines, ...targetLines(report)].join('\n');
}

/** The report for a terminal. */
export function textReport(report: Report, command: string): string {
  const lines = sections(report).flatMap(({ title, table }) => [title, textTable(table), '']);
  return [preamble(report, command), '', ...lines, ...targetLines(report)].join('\n');
}

function preamble({ markets, years, seed, seconds, threads, generator }: Report, command: string): string {
  return `\`${command}\`: ${markets} markets of each scenario and ${years} years of the monitor, seed ${seed} (${generator}), ${Math.round(seconds)} s on ${threads} ${threads === 1 ? 'thread' : 'threads'}. ± is one Monte-Carlo standard error; all in %.`;
}

function sections(report: Report): { title: string; table: Table }[] {
  return [
    { title: 'Months with at least one false RED or AMBER, under parity', table: monthTable(report) },
    { title: 'By indicator: false RED or AMBER, power, coverage', table: kpiTable(report, 'confounded') },
    { title: 'The same with failures in bunches (design effect 2)', table: kpiTable(report, 'clusters') },
    { title: 'Daily monitor over a year', table: monitorTable(report) },
  ];
}

function monthTable({ months, crude }: Report): Table {
  const scenarios = ['parity', 'confounded', 'clusters'] as const;
  return {
    head: ['scenario', 'months flagged', 'crude test alone: CA-06', 'CA-08', 'CA-18'],
    rows: scenarios.map((scenario) => [
      SCENARIO_TEXT[scenario],
      share(months[scenario]),
      ...['CA-06', 'CA-08', 'CA-18'].map((kpi) => share(crude[scenario][kpi] ?? null)),
    ]),
  };
}

function kpiTable({ kpis }: Report, scenario: 'confounded' | 'clusters'): Table {
  const shown = kpis.filter((one) => scenario === 'confounded' || one.scenarios.clusters.atTwice !== null);
  return {
    head: [
      '',
      'false flags',
      'power at δ',
      'power at 2δ',
      'RED at 2δ',
      'GREEN at 2δ',
      'cover 90',
      'cover 95',
      'cover 95, large',
    ],
    rows: shown.map((one) => kpiRow(one, scenario)),
  };
}

function kpiRow({ kpi, title, scenarios }: KpiReport, scenario: 'confounded' | 'clusters'): string[] {
  const row = scenarios[scenario];
  return [
    `${kpi} ${title}`,
    share(row.falseFlags),
    share(row.atMargin?.flagged ?? null),
    share(row.atTwice?.flagged ?? null),
    share(row.atTwice?.red ?? null),
    share(row.atTwice?.green ?? null),
    share(row.coverage90),
    share(row.coverage95),
    share(row.large.coverage95),
  ];
}

function monitorTable({ monitor, monitorYears }: Report): Table {
  const any = Object.entries(monitorYears).map(([scenario, one]) => [
    'any of 30 streams',
    scenario,
    share(one.anyWatch),
    share(one.anyAlarm),
    ...Array.from({ length: 5 }, () => ''),
  ]);
  return {
    head: ['', 'scenario', 'WATCH', 'ALARM', 'CS missed', 'δ: WATCH day', 'ALARM', '2δ: WATCH day', 'ALARM'],
    rows: [...monitor.map(streamRow), ...any],
  };
}

function streamRow({ kpi, scenario, watch, alarm, sequenceMissed, harmed }: StreamReport): string[] {
  return [
    kpi,
    scenario,
    share(watch),
    share(alarm),
    share(sequenceMissed),
    ...harmed.flatMap((one) => [days(one.watchDays), days(one.alarmDays)]),
  ];
}

function targetLines({ targets }: Report): string[] {
  return targets.map(
    ({ name, asked, worst, met, missedBy }) =>
      `- ${name}: asked ${asked}; worst ${worst}; ${met ? 'met' : `missed by ${missedBy.join(', ')}`}`,
  );
}

function share(measured: Measured): string {
  if (measured === null) return '–';
  const digits = measured.standardError < 0.0005 ? 2 : 1;
  return `${(100 * measured.share).toFixed(digits)} ± ${(100 * measured.standardError).toFixed(digits)}`;
}

/** Median (90 % quantile), and the share found where it is not everybody. */
function days({ median, ninety, found }: Days): string {
  const text = `${median ?? '–'} (${ninety ?? '–'})`;
  return found < 1 ? `${text}, found ${percent(found)}` : text;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function markdownTable({ head, rows }: Table): string {
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function textTable({ head, rows }: Table): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [head, ...rows]
    .map((cells) =>
      cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}
