'use client';
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useScope } from '@/components/builder/properties/scope';
import { useSay } from '@/components/ui/say';
import { fieldItemsOf } from '@/engine/form/layout';
import type { FieldView, Output } from '@/engine/kernel/api';
import type { FormDocument, RoleDocument } from '@/engine/kernel/documents.generated';
import { WhyButton } from '../../why/WhyButton';
import { FieldAside, HiddenField } from '../../runtime/fieldAside';
import { FormSections } from '../../runtime/FormSections';
import { useFormCore, type FormCore, type FormCoreInput } from '../../runtime/formCore';
import { RecordMessages } from '../../runtime/Messages';
import { useMe } from '../../runtime/useMe';
import { useBuilding } from '../context';
import { entityAs, formAs, valuesAs } from './view';
import classes from '../form-builder.module.css';

interface PreviewProps {
  readonly role: RoleDocument | undefined;
  /** What is published of the entity, with the values of a record where one was chosen. */
  readonly opened: Output<'form.open'> | undefined;
  readonly hasGhosts: boolean;
  readonly onRule: (id: string) => void;
}

/** The draft's form with the rights of a role. It is made once: its `key` says what it was made of. */
export function PreviewForm(props: PreviewProps) {
  const input = useInput(props);
  const core = useFormCore(input);
  const { hasGhosts, onRule, role } = props;
  const why = useCallback(
    (field: FieldView) => <WhyButton core={core} field={field} document={input.document} onRule={onRule} />,
    [core, input.document, onRule],
  );
  const ghost = useMemo(
    () => (hasGhosts ? (field: FieldView) => <Ghost field={field}>{why(field)}</Ghost> : null),
    [hasGhosts, why],
  );
  return (
    <FieldAside value={why}>
      <HiddenField value={ghost}>
        <RecordMessages core={core} />
        <FormSections core={core} isTracked />
        {role && <Unseen core={core} role={role} document={input.document} />}
      </HiddenField>
    </FieldAside>
  );
}

function useInput({ role, opened }: PreviewProps): FormCoreInput {
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
    const document = formAs(form, { full, cut: view, targets });
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

/** The place of a hidden field. */
function Ghost({ field, children }: { readonly field: FieldView; readonly children: React.ReactNode }) {
  const t = useTranslations('builder.preview');
  const say = useSay();
  return (
    <div className={classes.ghost} data-ghost={field.name}>
      <span>{say(field.label, field.name)}</span>
      <Badge size="xs" variant="default" tt="none">
        {t('hidden')}
      </Badge>
      {children}
    </div>
  );
}

/** What a role never gets to see, and the rules it is not told, for they would tell of it. */
function Unseen(props: { readonly core: FormCore; readonly role: RoleDocument; readonly document: FormDocument }) {
  const { core, role, document } = props;
  const t = useTranslations('builder.preview');
  const say = useSay();
  const { entity, form } = useBuilding();
  const seen = new Set(core.entity.fields.map(({ name }) => name));
  const onForm = new Set(fieldItemsOf(form).map((item) => item.field));
  const hidden = entity.fields.filter(({ name }) => onForm.has(name) && !seen.has(name));
  const rules = (form.rules?.length ?? 0) - (document.rules?.length ?? 0);
  if (hidden.length === 0 && rules === 0) return null;
  return (
    <Stack gap={4} mt="md">
      {hidden.length > 0 && (
        <Group gap={6}>
          <Text size="xs" c="dimmed">
            {t('noRight', { role: say(role.label, role.name) })}
          </Text>
          {hidden.map((field) => (
            <Badge key={field.id} size="sm" variant="default" tt="none">
              {say(field.label, field.name)}
            </Badge>
          ))}
        </Group>
      )}
      {rules > 0 && (
        <Text size="xs" c="dimmed">
          {t('untold', { count: rules })}
        </Text>
      )}
    </Stack>
  );
}
