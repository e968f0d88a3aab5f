import { Code } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import classes from './markdown.module.css';
import { parseMarkdown, type Block } from './parse-markdown.ts';

/** A card's text. No HTML passes through: only the blocks that the parser knows. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = parseMarkdown(text);
  // The card's own title stands above already.
  const body = blocks[0]?.kind === 'heading' && blocks[0].level === 1 ? blocks.slice(1) : blocks;
  return (
    <div className={classes['text']}>
      {body.map((block, index) => (
        <Fragment key={`${index}${block.kind}`}>{draw(block)}</Fragment>
      ))}
    </div>
  );
}

function draw(block: Block): ReactNode {
  if (block.kind === 'heading') return <h3>{inline(block.text)}</h3>;
  if (block.kind === 'paragraph') return <p>{inline(block.text)}</p>;
  if (block.kind === 'code') return <pre tabIndex={0}>{block.text}</pre>;
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List>
        {block.items.map((item) => (
          <li key={item}>{inline(item)}</li>
        ))}
      </List>
    );
  }
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={block.head.join(', ')}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col">
                {inline(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, index) => (
                <td key={`${index}${cell}`}>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `code` and **bold**; everything else is text. */
function inline(text: string): ReactNode {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/u).map((part, index) => {
    const key = `${index}${part}`;
    if (part.startsWith('`') && part.endsWith('`') && part.length > 1)
      return <Code key={key}>{part.slice(1, -1)}</Code>;
    if (part.startsWith('**') && part.length > 4) return <b key={key}>{part.slice(2, -2)}</b>;
    return <Fragment key={key}>{part}</Fragment>;
  });
}
