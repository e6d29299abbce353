import type { ItemType } from '../../kernel/contract';
import { itemTypes } from './index.generated';

export type ItemTypes = ReadonlyMap<string, ItemType>;
/** The items that come with the platform, by type. */
export const builtInItemTypes: ItemTypes = new Map(itemTypes.map((type) => [type.type, type]));
