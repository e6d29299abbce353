'use client';
import { useState } from 'react';
import { useScope } from '@/components/builder/properties/scope';
import type { Output } from '@/engine/kernel/api';
import { overlaysForRoles } from '@/engine/form/overlays';
import type { RoleDocument } from '@/engine/kernel/documents.generated';
import type { FormCoreInput } from '../../runtime/formCore';
import { useMe } from '../../runtime/useMe';
import { useBuilding } from '../context';
import { entityAs, formAs, valuesAs } from './view';

/** What the draft's form is drawn from: as everybody or a role, empty or with a record. It is made once. */
export function usePreviewInput({
  role,
  opened,
}: {
  readonly role: RoleDocument | undefined;
  /** What is published of the entity, with the values of a record where one was chosen. */
  readonly opened: Output<'form.open'> | undefined;
}): FormCoreInput {
  const { entity, form } = useBuilding();
  const { documents } = useScope();
  const me = useMe();
  // A form keeps what it was opened with; the draft does not change while the preview is before it.
  const [input] = useState((): FormCoreInput => {
    const isNew = !opened?.record;
    const published = opened?.entity;
    const view = entityAs(entity, role, isNew, published);
    const served = new Set(documents.map(({ name }) => name));
    const targets = [
      ...documents.filter(({ name }) => name !== entity.name).map((one) => entityAs(one, role, false)),
      ...(opened?.targets ?? []).filter(({ name }) => !served.has(name)),
    ];
    const full = entityAs(entity, undefined, isNew, published);
    const cut = formAs(form, { full, cut: view, targets });
    const overlays = [...overlaysForRoles(cut, role ? [role.name] : [])];
    const document = { ...cut, overlays };
    return {
      document,
      entity: view,
      targets,
      values: valuesAs(view, published, opened?.record ? opened.values : undefined),
      editable: view.fields
        .filter((field) => field.right === 'edit' && !field.system && !field.derived)
        .map(({ name }) => name),
      me: role && me ? { ...me, roles: [role.name] } : me,
      isNew,
      record: opened?.record ?? null,
      isPreview: true,
    };
  });
  return input;
}
