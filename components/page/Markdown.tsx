'use client';
import { Anchor, Code } from '@mantine/core';
import type { ReactNode } from 'react';
import { parseMarkdown, type Block, type Inline } from './parseMarkdown';
import classes from './page.module.css';

/** Light markdown as elements; `names`: how people mentioned are called now. */
export function Markdown(props: { readonly text: string; readonly names?: ReadonlyMap<string, string> }) {
  return (
    <div className={classes.markdown}>
      {parseMarkdown(props.text).map((block, index) => drawBlock(block, index, props.names))}
    </div>
  );
}

type Names = ReadonlyMap<string, string> | undefined;

function drawBlock(block: Block, key: number, names: Names): ReactNode {
  if (block.is === 'paragraph') {
    return (
      <p key={key}>
        {block.lines.map((line, index) => (
          <span key={index}>
            {index > 0 ? <br /> : null}
            {drawInline(line, names)}
          </span>
        ))}
      </p>
    );
  }
  const items = block.items.map((item, index) => <li key={index}>{drawInline(item, names)}</li>);
  return block.isOrdered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
}

const drawInline = (parts: readonly Inline[], names: Names): ReactNode =>
  parts.map((part, index) => <Part key={index} part={part} names={names} />);

function Part({ part, names }: { readonly part: Inline; readonly names: Names }): ReactNode {
  if (part.is === 'text') return part.text;
  if ('parts' in part) {
    const Tag = part.is;
    return <Tag>{drawInline(part.parts, names)}</Tag>;
  }
  if (part.is === 'code') return <Code>{part.text}</Code>;
  if (part.is === 'link') {
    return (
      <Anchor href={part.href} target="_blank" rel="noopener noreferrer nofollow" inherit>
        {part.text}
      </Anchor>
    );
  }
  return <span className={classes.mention}>@{names?.get(part.person.id) ?? part.person.name}</span>;
}
