'use client';
import { Group, SegmentedControl, Stack, Switch, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { nameFrom } from '@/components/builder/documents/documents';
import { PropertyPanel } from '@/components/builder/properties/PropertyPanel';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { UsageFold } from '@/components/plans/UsageFold';
import { FieldInput } from '@/components/inputs/registry';
import { fieldType } from '@/components/inputs/units';
import { viewOf } from '@/components/inputs/viewOf';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { placeOf } from '@/engine/form/edit/bundle';
import type { ChangeField, FormEdit } from '@/engine/form/edit/command';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { columnOf, isComparable, kindOf } from '@/engine/kernel/fields';
import { isName, isSystemField } from '@/engine/kernel/names';
import type { Text as Words } from '@/engine/kernel/text';
import { useBuilding } from './context';
import { FieldChanges } from './FieldChanges';
import { FieldRights } from './FieldRights';
import { FieldRules } from './FieldRules';
import { ColumnsHidden } from './fills/ColumnsHidden';
import { FillControls } from './fills/FillControls';
import { HiddenControl } from './HiddenControl';
import { PendingFill } from './PendingFill';
import classes from './form-builder.module.css';

/** Everything about one field: words, options of its type, place, rules, rights. */
export function FieldProperties({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('builder.form');
  const say = useSay();
  const building = useBuilding();
  const { run, problems, entity, publishedEntity, publishedFields } = building;
  const type = fieldType(field.type);
  const change = (what: ChangeField['change'], key: string) =>
    run([{ do: 'changeField', field: field.id, change: what }], `${field.id}.${key}`);
  const at = entity.fields.indexOf(field);
  const mine = problems.filter((p) => p.path[0] === 'fields' && p.path[1] === at && p.document?.kind !== 'form');
  const view = viewOf(field);
  return (
    <Stack gap="sm" className={classes.panel}>
      <Group gap={6} justify="space-between">
        <Group gap={6} c="dimmed">
          <Icon name={type?.icon} />
          <Text size="xs">{say(type?.label, field.type)}</Text>
        </Group>
        <FieldChanges field={field} />
      </Group>
      <PendingFill field={field} />
      <FieldNames field={field} />
      <TextInputs
        label={t('help')}
        value={field.help}
        autoFocus={false}
        onChange={(help) => change({ help: help.en === '' && help['zh-CN'] === '' ? undefined : help }, 'help')}
      />
      <Flags field={field} change={change} />
      {type?.canEncrypt && <EncryptSwitch field={field} />}
      {type && (
        <PropertyPanel
          schema={type.options}
          value={field.options ?? {}}
          onChange={(options, key) => change({ options: { ...options } }, `options.${key}`)}
          errorOf={(property) => mine.find((p) => p.path[2] === 'options' && p.path[3] === property)?.message}
        />
      )}
      {type && !type.derive && type.kind !== 'lines' && type.kind !== 'idList' && (
        <FieldInput
          id={`default-${field.id}`}
          field={view}
          label={t('default')}
          value={(field.default ?? null) as Json}
          isRequired={false}
          onChange={(value) =>
            change({ default: value === null || value === '' ? undefined : (value as never) }, 'default')
          }
        />
      )}
      <SpanControl field={field} />
      <HiddenControl field={field} />
      <ColumnsHidden field={field} />
      <FillControls field={field} />
      <FieldRules field={field} />
      <FieldRights field={field} />
      {publishedEntity && publishedFields.has(field.id) && <UsageFold entity={publishedEntity.name} field={field.id} />}
    </Stack>
  );
}

/** Whether a value must be there, and whether two records may hold the same. */
function Flags(props: {
  readonly field: FieldUse;
  readonly change: (what: ChangeField['change'], key: string) => void;
}) {
  const { field, change } = props;
  const t = useTranslations('builder.form');
  const type = fieldType(field.type);
  return (
    <Group gap="lg">
      {!type?.derive && (
        <Switch
          size="xs"
          label={t('required')}
          checked={field.required ?? false}
          onChange={(event) => change({ required: event.currentTarget.checked || undefined }, 'required')}
        />
      )}
      {type && !type.derive && columnOf(type, field.options) !== null && isComparable(kindOf(type, field.options)) && (
        <Switch
          size="xs"
          label={t('unique')}
          checked={field.unique ?? false}
          onChange={(event) => change({ unique: event.currentTarget.checked || undefined }, 'unique')}
        />
      )}
    </Group>
  );
}

/** Values there are become cipher texts (or plain again) when it is published; the plan says so. */
function EncryptSwitch({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('types.secret');
  const { run } = useBuilding();
  return (
    <Switch
      size="xs"
      label={t('encrypted')}
      description={t('help')}
      checked={field.encrypted ?? false}
      onChange={(event) =>
        run([{ do: 'changeField', field: field.id, change: { encrypted: event.currentTarget.checked || undefined } }])
      }
    />
  );
}

/** Label in both languages, and the API name that follows the English one until the field is published. */
function FieldNames({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('builder.form');
  const { entity, run, publishedFields } = useBuilding();
  const [typed, setTyped] = useState<string | null>(null);
  const [isAdvanced, setAdvanced] = useState(false);
  const isPublished = publishedFields.has(field.id);
  const others = new Set(entity.fields.filter((f) => f.id !== field.id).flatMap((f) => [f.name, ...(f.aliases ?? [])]));
  const rename = (to: string): FormEdit => ({
    do: 'renameField',
    field: field.id,
    to,
    aliases: isPublished ? [...(field.aliases ?? []).filter((a) => a !== to), field.name] : [],
  });
  const relabel = (label: Words) => {
    const isFollowing =
      !isPublished && (/^field_\d+$/.test(field.name) || field.name === safeName(field.label.en, others));
    const name = isFollowing ? safeName(label.en, others) : field.name;
    const edits: FormEdit[] = [{ do: 'changeField', field: field.id, change: { label } }];
    if (name !== field.name) edits.push(rename(name));
    run(edits, `${field.id}.label`);
  };
  const wrong = typed !== null && (!isName(typed) || isSystemField(typed) || others.has(typed));
  return (
    <>
      <div data-property="label">
        <TextInputs label={t('label')} value={field.label} onChange={relabel} isRequired autoFocus={false} />
      </div>
      {isAdvanced ? (
        <TextInput
          size="xs"
          label={t('apiName')}
          description={isPublished ? t('apiNamePublished') : undefined}
          value={typed ?? field.name}
          error={wrong ? t('apiNameWrong') : undefined}
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => {
            if (typed !== null && typed !== field.name && !wrong) run([rename(typed)]);
            setTyped(null);
          }}
        />
      ) : (
        <UnstyledButton className={classes.advanced} aria-expanded={false} onClick={() => setAdvanced(true)}>
          {t('apiNameIs', { name: field.name })}
        </UnstyledButton>
      )}
    </>
  );
}
/** A name no system field has either. */
const safeName = (label: string, others: ReadonlySet<string>): string => {
  const name = nameFrom(label, others, 'field');
  return isSystemField(name) ? nameFrom(`${name} value`, others, 'field') : name;
};

function SpanControl({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('builder.form');
  const building = useBuilding();
  const place = placeOf(building, field.name);
  const columns = building.form.sections.find((s) => s.id === place?.section)?.columns ?? 1;
  if (!place || columns === 1) return null;
  return (
    <div>
      <Text size="xs" fw={500} mb={4}>
        {t('span')}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('span')}
        value={place.item.span ? String(place.item.span) : 'auto'}
        data={['auto', ...Array.from({ length: columns }, (_, i) => String(i + 1))].map((value) => ({
          value,
          label: value === 'auto' ? t('spanAuto') : value,
        }))}
        onChange={(value) =>
          building.run([
            {
              do: 'changeItem',
              field: field.name,
              change: { span: value === 'auto' ? undefined : Number(value) },
            },
          ])
        }
      />
    </div>
  );
}
