'use client';
/** Fields of an entity and those along its relations, as far as the viewer may read them. */
import { useMemo } from 'react';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { Text } from '@/engine/kernel/documents.generated';

export interface PathField {
  readonly path: string;
  readonly field: FieldView;
  /** "Region › Name". */
  readonly label: Text;
  readonly isFar: boolean;
}
const joined = (a: Text, b: Text): Text => ({ 'zh-CN': `${a['zh-CN']} › ${b['zh-CN']}`, en: `${a.en} › ${b.en}` });

function resolve(entities: readonly EntityView[], start: EntityView, path: string): PathField | undefined {
  let entity: EntityView | undefined = start;
  let found: PathField | undefined;
  for (const name of path.split('.')) {
    const field: FieldView | undefined = entity?.fields.find((one) => one.name === name);
    if (!field) return undefined;
    found = { path, field, label: found ? joined(found.label, field.label) : field.label, isFar: path.includes('.') };
    entity = entities.find((one) => one.name === field.target);
  }
  return found;
}

/** Looks up a path; undefined where it leads nowhere, or while the other entities are being read. */
export function useFields(entity: EntityView): (path: string) => PathField | undefined {
  const all = useEntities();
  return useMemo(() => lookupIn(all, entity), [all, entity]);
}

function lookupIn(all: readonly EntityView[], entity: EntityView): (path: string) => PathField | undefined {
  const known = new Map<string, PathField | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, resolve(all, entity, path));
    return known.get(path);
  };
}

const NONE: readonly EntityView[] = [];
export function useEntities(): readonly EntityView[] {
  return useRead('entity.list', {}, { staleTime: 60_000 }).data?.entities ?? NONE;
}

/** Own fields, then those one step along each relation: what pickers offer. */
export function useFieldChoices(
  entity: EntityView,
  own: readonly FieldView[],
  isOffered: (field: FieldView) => boolean,
): readonly { group: string; items: { value: string; label: string }[] }[] {
  const say = useSay();
  const all = useEntities();
  const groups = [{ group: say(entity.label, entity.name), fields: own, prefix: '', from: null as FieldView | null }];
  for (const field of own) {
    const target = all.find((one) => one.name === field.target);
    if (!target || field.system) continue;
    const fields = target.fields.filter((one) => !one.system && !one.fields);
    groups.push({ group: say(field.label, field.name), fields, prefix: `${field.name}.`, from: field });
  }
  return groups
    .map(({ group, fields, prefix, from }) => ({
      group,
      items: fields.filter(isOffered).map((field) => ({
        value: `${prefix}${field.name}`,
        label: from ? `${say(from.label)} › ${say(field.label, field.name)}` : say(field.label, field.name),
      })),
    }))
    .filter(({ items }) => items.length > 0);
}
