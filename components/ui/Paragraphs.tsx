'use client';
import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { linked } from './linked';

/** Plain words: an empty line begins a paragraph, a web address is a link. Nothing else in them means anything. */
export function Paragraphs({ text }: { readonly text: string }): ReactNode {
  return text
    .split(/\n[^\S\n]*\n/)
    .filter((one) => one.trim() !== '')
    .map((paragraph, index) => (
      <Text
        key={index}
        size="sm"
        mt={index === 0 ? 0 : 'xs'}
        style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
      >
        {linked(paragraph).map((piece, at) =>
          piece.href === undefined ? (
            piece.text
          ) : (
            <Anchor key={at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" inherit>
              {piece.text}
            </Anchor>
          ),
        )}
      </Text>
    ));
}
