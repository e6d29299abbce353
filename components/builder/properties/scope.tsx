'use client';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { fieldType } from '@/components/inputs/units';
import { call } from '@/components/lib/call';
import { kindOf } from '@/engine/kernel/fields';
import type { FieldType } from '@/engine/kernel/contract';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import type { ValueKind } from '@/engine/kernel/model';
import type { Text } from '@/engine/kernel/text';
import { putDocument } from '../documents/documents';
import { loadDocument } from '../documents/useLoadDocuments';

export interface ScopeField {
  readonly name: string;
  readonly label: Text;
  readonly type: string;
  readonly kind: ValueKind | undefined;
  /** Entity a relation or person points to. */
  readonly target: string | undefined;
  readonly options?: { readonly [key: string]: unknown };
  /** The columns of line items. */
  readonly columns?: readonly ScopeField[];
}
export interface ScopeEntity {
  readonly name: string;
  readonly label: Text;
  readonly fields: readonly ScopeField[];
}
/** What an editor may offer: the entity at hand, all entities, the roles. */
export interface Scope {
  readonly entity: ScopeEntity | undefined;
  readonly entities: readonly ScopeEntity[];
  readonly roles: readonly { readonly name: string; readonly label: Text }[];
  /** The entities as they are being built. */
  readonly documents: readonly EntityDocument[];
  find(entity: string | undefined): ScopeEntity | undefined;
}
const EMPTY: Scope = { entity: undefined, entities: [], roles: [], documents: [], find: () => undefined };
const ScopeContext = createContext<Scope>(EMPTY);
export const useScope = (): Scope => useContext(ScopeContext);

function targetOf(type: FieldType | undefined, options: { readonly [key: string]: unknown }): string | undefined {
  try {
    return type?.target?.(options);
  } catch {
    return undefined; // Options that are not filled in yet point nowhere.
  }
}
export function scopeField(field: FieldUse): ScopeField {
  const type = fieldType(field.type);
  const { name, label } = field;
  const options = field.options ?? {};
  const kind = type && kindOf(type, options);
  const columns =
    kind === 'lines' && Array.isArray(options.fields) ? (options.fields as readonly FieldUse[]) : undefined;
  return {
    name,
    label,
    type: field.type,
    options,
    kind,
    target: targetOf(type, options),
    ...(columns ? { columns: columns.map(scopeField) } : {}),
  };
}
export const scopeEntity = (entity: EntityDocument): ScopeEntity => ({
  name: entity.name,
  label: entity.label,
  fields: entity.fields.map(scopeField),
});

async function everything(signal: AbortSignal) {
  const [entities, roles] = await Promise.all([
    call('document.list', { kind: 'entity' }, signal),
    call('document.list', { kind: 'role' }, signal),
  ]);
  const loaded = await Promise.all(
    entities.documents.map((d) => loadDocument({ kind: 'entity', name: d.name }, signal)),
  );
  return {
    entities: loaded.map((l) => l.document).filter((d): d is EntityDocument => d.kind === 'entity'),
    roles: roles.documents.map(({ name, label }) => ({ name, label })),
  };
}

/** Lets the editors below complete names. `draft` stands in for its saved version while it is being edited. */
export function ScopeProvider(props: {
  readonly entity: string | undefined;
  readonly draft?: EntityDocument | undefined;
  readonly children: ReactNode;
}) {
  const { entity, draft } = props;
  const { data } = useQuery({
    queryKey: ['document.list', 'scope'],
    queryFn: ({ signal }) => everything(signal),
    staleTime: 30_000,
  });
  const scope = useMemo((): Scope => {
    const saved = data?.entities ?? [];
    const documents = (draft ? putDocument(saved, draft) : saved) as readonly EntityDocument[];
    const entities = documents.map(scopeEntity);
    const find = (name: string | undefined) => entities.find((one) => one.name === name);
    return { entity: find(entity), entities, roles: data?.roles ?? [], documents, find };
  }, [data, draft, entity]);
  return <ScopeContext.Provider value={scope}>{props.children}</ScopeContext.Provider>;
}

/** The same names, seen from another entity. */
export function ScopeOf(props: { readonly entity: ScopeEntity | undefined; readonly children: ReactNode }) {
  const scope = useScope();
  const { entity } = props;
  const inner = useMemo((): Scope => ({ ...scope, entity }), [scope, entity]);
  return <ScopeContext.Provider value={inner}>{props.children}</ScopeContext.Provider>;
}
