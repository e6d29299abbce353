'use client';
import { useCallback, useMemo } from 'react';
import { putDocument } from '@/components/builder/documents/documents';
import type { Draft } from '@/components/builder/documents/useDraft';
import { applyEdit } from '@/engine/form/edit/apply';
import type { FormBundle, FormEdit } from '@/engine/form/edit/command';
import type { AnyDocument, EntityDocument, FormDocument, RoleDocument } from '@/engine/kernel/documents.generated';

/** The documents of a draft as one bundle. */
export function bundleOf(documents: readonly AnyDocument[]): FormBundle {
  const entity = documents.find((d) => d.kind === 'entity');
  const form = documents.find((d) => d.kind === 'form');
  if (!entity || !form) throw new Error('The form builder needs an entity and a form.');
  return { entity, form, roles: documents.filter((d): d is RoleDocument => d.kind === 'role') };
}
const documentsOf = (bundle: FormBundle, documents: readonly AnyDocument[]): readonly AnyDocument[] =>
  [bundle.entity, bundle.form, ...bundle.roles].reduce(putDocument, documents);

export interface FormDraft extends FormBundle {
  /** Several edits are one step of undo; so are runs of the same `merge` key. */
  readonly run: (edits: readonly FormEdit[], merge?: string) => void;
  /** Ids of the fields that are published: their names and values are in use. */
  readonly publishedFields: ReadonlySet<string>;
  /** The entity as it is published. */
  readonly publishedEntity: EntityDocument | null;
  /** The form as it is published. */
  readonly publishedForm: FormDocument | null;
}

export function useFormDraft(draft: Draft): FormDraft {
  const bundle = useMemo(() => bundleOf(draft.documents), [draft.documents]);
  const { change } = draft;
  const run = useCallback(
    (edits: readonly FormEdit[], merge?: string) =>
      change((documents) => {
        const next = edits.reduce((b, edit) => applyEdit(b, edit).draft, bundleOf(documents));
        return documentsOf(next, documents);
      }, merge),
    [change],
  );
  const published = draft.publishedOf(bundle.entity);
  const publishedFields = useMemo(
    () => new Set(published?.kind === 'entity' ? published.fields.map((f) => f.id) : []),
    [published],
  );
  const publishedEntity = published?.kind === 'entity' ? published : null;
  const form = draft.publishedOf(bundle.form);
  const publishedForm = form?.kind === 'form' ? form : null;
  return { ...bundle, run, publishedFields, publishedEntity, publishedForm };
}
