'use client';
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { fieldItemsOf } from '@/engine/form/layout';
import type { FieldView, Output } from '@/engine/kernel/api';
import type { FormDocument, RoleDocument } from '@/engine/kernel/documents.generated';
import { WhyButton } from '../../why/WhyButton';
import { FieldAside, HiddenField } from '../../runtime/fieldAside';
import { FormSections } from '../../runtime/FormSections';
import { useFormCore, type FormCore } from '../../runtime/formCore';
import { RecordMessages } from '../../runtime/Messages';
import { useBuilding } from '../context';
import { usePreviewInput } from './usePreviewInput';
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
  const input = usePreviewInput(props);
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
