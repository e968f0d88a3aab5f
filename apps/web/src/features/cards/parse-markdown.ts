/** The little Markdown that cards are written in: headings, paragraphs, lists, tables, fenced code, and `code` and **bold** inside a line. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'code'; readonly text: string };

const cells = (line: string): string[] =>
  line
    .replace(/^\||\|$/gu, '')
    .split('|')
    .map((cell) => cell.trim());
const isRule = (line: string | undefined): boolean => line !== undefined && /^\|?[\s:|-]+\|[\s:|-]*$/u.test(line);
const LIST = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/u;

/** Lines to blocks. Anything it does not know stays a paragraph: nothing is lost. */
export function parseMarkdown(source: string): Block[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6})\s+(.*)$/u.exec(line);
    if (line.trim() === '') at += 1;
    else if (line.startsWith('```')) {
      const end = lines.findIndex((next, index) => index > at && next.startsWith('```'));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, stop).join('\n') });
      at = stop + 1;
    } else if (heading !== null) {
      blocks.push({ kind: 'heading', level: (heading[1] ?? '#').length, text: heading[2] ?? '' });
      at += 1;
    } else if (line.startsWith('|') && isRule(lines[at + 1])) {
      const end = until(lines, at + 2, (next) => !next.startsWith('|'));
      blocks.push({ kind: 'table', head: cells(line), rows: lines.slice(at + 2, end).map(cells) });
      at = end;
    } else if (LIST.test(line)) {
      const end = until(lines, at, (next) => next.trim() === '');
      blocks.push({ kind: 'list', ordered: /^\s*\d/u.test(line), items: joinItems(lines.slice(at, end)) });
      at = end;
    } else {
      const end = until(
        lines,
        at,
        (next) => next.trim() === '' || next.startsWith('#') || next.startsWith('|') || next.startsWith('```'),
      );
      blocks.push({ kind: 'paragraph', text: lines.slice(at, Math.max(end, at + 1)).join(' ') });
      at = Math.max(end, at + 1);
    }
  }
  return blocks;
}

function until(lines: readonly string[], from: number, stop: (line: string) => boolean): number {
  let at = from;
  while (at < lines.length && !stop(lines[at] ?? '')) at += 1;
  return at;
}

/** A line that opens no item goes on with the one before. */
function joinItems(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const item = LIST.exec(line);
    if (item !== null) items.push(item[2] ?? '');
    else items[items.length - 1] = `${items.at(-1) ?? ''} ${line.trim()}`;
  }
  return items;
}
