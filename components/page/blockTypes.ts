/** The blocks by name: what they declare, and how they are drawn. */
import type { ComponentType } from 'react';
import { blockTypes } from '@/engine/page/blocks/index.generated';
import { blockViews } from '@/engine/page/blocks/views.generated';
import type { BlockType } from '@/engine/kernel/contract';
import type { BlockProps } from './context';

const TYPES = new Map(blockTypes.map((type) => [type.type, type]));
const VIEWS = blockViews as { readonly [type: string]: ComponentType<BlockProps> | undefined };

export const blockType = (type: string): BlockType | undefined => TYPES.get(type);
export const blockView = (type: string): { readonly View: ComponentType<BlockProps> | undefined } => ({
  View: VIEWS[type],
});
