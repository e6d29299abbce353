import type { Json } from '@/engine/kernel/json';

/** Inputs give links with their titles; what is sent holds ids. */
export function linkless(value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => linkless(one as Json));
  return typeof value === 'object' && value !== null && 'id' in value ? (value.id as Json) : value;
}
