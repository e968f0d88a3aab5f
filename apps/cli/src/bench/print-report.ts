import type { BenchReport, Measure } from './result.ts';

const HEAD = ['what', 'got', 'by hand', 'target', ''] as const;
const MARK: Readonly<Record<string, string>> = { true: 'met', false: 'MISSED', null: '' };

/** The report as a table for a terminal, one block per size. */
export function tableOfReport(report: BenchReport): string {
  const sizes = [...new Set(report.measures.map((m) => m.bookings))];
  const blocks = sizes.map((size) => {
    const rows = report.measures.filter((m) => m.bookings === size).map(cellsOf);
    const widths = HEAD.map((head, i) => Math.max(head.length, ...rows.map((r) => r.cells[i]?.length ?? 0)));
    const line = (cells: readonly string[]): string =>
      cells
        .map((c, i) => c.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd();
    const body = rows.flatMap((r) => [line(r.cells), ...(r.note === null ? [] : [`    ${r.note}`])]);
    return [
      `${size.toLocaleString('en')} ${report.unit}`,
      line(HEAD),
      widths.map((w) => '-'.repeat(w)).join('  '),
      ...body,
    ].join('\n');
  });
  const judged = report.measures.filter((m) => m.met !== null);
  return [
    `${report.engine}, Node ${report.node}, ${report.threads} threads, ${report.memoryGb} GB, load before ${report.loadBefore.toFixed(1)}. Targets of metrics, dossier and tiles are stated for 100 million ${report.unit}.`,
    ...blocks,
    `${judged.filter((m) => m.met === true).length} of ${judged.length} targets met.`,
    report.mismatches.length === 0
      ? 'Every answer equals the one by hand.'
      : `${report.mismatches.length} answers DIFFER from the ones by hand:\n${report.mismatches.map((m) => `  ${m}`).join('\n')}`,
  ].join('\n\n');
}

function cellsOf(measure: Measure): { cells: string[]; note: string | null } {
  return {
    cells: [measure.name, measure.got, measure.byHand ?? '', measure.target ?? '', MARK[String(measure.met)] ?? ''],
    note: measure.note,
  };
}
