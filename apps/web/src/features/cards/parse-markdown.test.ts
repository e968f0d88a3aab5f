import { expect, it } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';

it('headings, paragraphs over two lines, tables, lists and code', () => {
  const source = '# Title\n\nOne\ntwo\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y\n  more\n\n```\n62.5 %\n```\n';
  expect(parseMarkdown(source)).toEqual([
    { kind: 'heading', level: 1, text: 'Title' },
    { kind: 'paragraph', text: 'One two' },
    { kind: 'table', head: ['a', 'b'], rows: [['1', '2']] },
    { kind: 'list', ordered: false, items: ['x', 'y more'] },
    { kind: 'code', text: '62.5 %' },
  ]);
});

it('a fence that is never closed loses nothing', () => {
  expect(parseMarkdown('```\nabc')).toEqual([{ kind: 'code', text: 'abc' }]);
});
