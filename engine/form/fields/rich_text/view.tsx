'use client';
import { Anchor, Text, Typography } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { lazyInput } from '@/components/inputs/lazy';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';
import { cleanText, plainText, safeHref, type RichNode } from './document';

const TAGS: {
  readonly [type: string]: 'p' | 'ul' | 'ol' | 'li' | 'blockquote' | 'strong' | 'em' | 'u' | 's' | 'code';
} = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
};
const HEADINGS = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

/** Elements, never markup: whatever a value holds, it is drawn from a list of known parts. */
function Node({ node }: { node: RichNode }): ReactNode {
  const inside = node.content?.map((child, i) => <Node key={i} node={child} />);
  if (node.type === 'text') return (node.marks ?? []).reduceRight<ReactNode>(marked, node.text);
  if (node.type === 'hardBreak') return <br />;
  if (node.type === 'horizontalRule') return <hr />;
  if (node.type === 'codeBlock') return <pre>{inside}</pre>;
  if (node.type === 'heading') {
    const Heading = HEADINGS[(node.attrs?.level ?? 3) as 1];
    return <Heading>{inside}</Heading>;
  }
  const Tag = TAGS[node.type];
  if (!Tag) return <Fragment>{inside}</Fragment>;
  return Tag === 'ol' ? <ol start={node.attrs?.start}>{inside}</ol> : <Tag>{inside}</Tag>;
}

function marked(inner: ReactNode, mark: NonNullable<RichNode['marks']>[number]): ReactNode {
  const href = mark.type === 'link' ? safeHref(mark.attrs?.href) : undefined;
  if (href) {
    return (
      <Anchor href={href} target="_blank" rel="noopener noreferrer nofollow ugc" inherit>
        {inner}
      </Anchor>
    );
  }
  const Tag = TAGS[mark.type];
  return Tag ? <Tag>{inner}</Tag> : inner;
}

function Display(props: DisplayProps) {
  const doc = cleanText(props.value);
  if (!doc) return null;
  if (props.isBrief) {
    return (
      <Text component="span" size="sm" truncate>
        {plainText(doc).replace(/\s+/g, ' ').slice(0, 300)}
      </Text>
    );
  }
  return (
    <Typography fz="sm">
      {doc.content!.map((node, i) => (
        <Node key={i} node={node} />
      ))}
    </Typography>
  );
}

const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/richText/RichInput').then((part) => part.RichInput), 160),
  Display,
  isWide: true,
};
export default view;
