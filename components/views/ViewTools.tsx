'use client';
import {
  Button,
  Checkbox,
  Group,
  Popover,
  ScrollArea,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { useTranslations } from 'use-intl';
import { isOpen } from '@/components/record/operators';
import { fieldType } from '@/components/inputs/units';
import { defaultColumns, listFields } from '@/components/record/listState';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import type { ViewDefinition } from '@/engine/kernel/documents.generated';
import { ColorRules } from './ColorRules';
import { useFieldChoices } from './paths';
import { plainColumns } from './table/layout';
import type { ListView } from './useView';
import { fieldsFor, viewTypeOf } from './ViewTypes';

interface Props {
  readonly entity: EntityView;
  readonly list: ListView;
}
const button = { size: 'compact-sm', variant: 'subtle', color: 'gray' } as const;

/** Which columns: the entity's own fields, and those along its relations. */
export function ColumnMenu({ entity, list }: Props) {
  const t = useTranslations('record');
  const say = useSay();
  const own = listFields(entity);
  const choices = useFieldChoices(entity, own, (field) => !field.fields);
  const shown = list.columns.map(({ field }) => field);
  const toggle = (field: string) => {
    const columns = plainColumns(list.columns);
    list.change({
      columns: shown.includes(field) ? columns.filter((one) => one.field !== field) : [...columns, { field }],
    });
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button {...button} leftSection={<Icon name="columns" size={14} />}>
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ScrollArea.Autosize mah={380} w={240}>
          <Stack gap={6} p={4}>
            {choices.map(({ group, items }, index) => (
              <Stack key={group} gap={6}>
                {index > 0 ? (
                  <Text size="xs" c="dimmed" mt={4}>
                    {group}
                  </Text>
                ) : null}
                {items.map(({ value, label }) => (
                  <Checkbox
                    key={value}
                    size="xs"
                    label={label}
                    checked={shown.includes(value)}
                    disabled={value === entity.titleField}
                    onChange={() => toggle(value)}
                  />
                ))}
              </Stack>
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Button
          {...button}
          mt="xs"
          fullWidth
          onClick={() => list.change({ columns: defaultColumns(entity).map((field) => ({ field })) })}
          aria-label={`${t('columnsReset')}: ${say(entity.labelPlural)}`}
        >
          {t('columnsReset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** By which field the records stand together. */
export function GroupMenu({ entity, list }: Props) {
  const t = useTranslations('view');
  const { group } = list.definition;
  const choices = useFieldChoices(
    entity,
    listFields(entity),
    (field) => isOpen(field) && (fieldType(field.type)?.canGroup ?? false),
  );
  const kindOf = (path: string) =>
    fieldType(entity.fields.find(({ name }) => name === path)?.type ?? '')?.kind ?? 'text';
  const isTime = group !== undefined && ['date', 'datetime'].includes(kindOf(group.field));
  const set = (next: ViewDefinition['group']) => list.change({ group: next });
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button {...button} color={group ? 'brand' : 'gray'} leftSection={<Icon name="group" size={14} />}>
          {t('group.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" w={260}>
          <Select
            label={t('group.by')}
            placeholder={t('group.none')}
            data={choices}
            value={group?.field ?? null}
            searchable
            clearable
            comboboxProps={{ withinPortal: false }}
            onChange={(field) =>
              set(
                field === null
                  ? undefined
                  : { field, ...(['date', 'datetime'].includes(kindOf(field)) && { grain: 'month' as const }) },
              )
            }
          />
          {isTime ? (
            <Select
              label={t('group.grain')}
              data={GRAINS.map((grain) => ({ value: grain, label: t(`grain.${grain}`) }))}
              value={group.grain ?? 'day'}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              onChange={(grain) => set({ ...group, grain: (grain ?? 'day') as (typeof GRAINS)[number] })}
            />
          ) : null}
          {group ? (
            <SegmentedControl
              size="xs"
              value={group.direction ?? 'asc'}
              data={[
                { value: 'asc', label: t('column.asc') },
                { value: 'desc', label: t('column.desc') },
              ]}
              onChange={(direction) => set({ ...group, direction: direction as 'asc' | 'desc' })}
            />
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Colours, heights, and what the view type asks for itself. */
export function LookMenu({ entity, list }: Props) {
  const t = useTranslations('view');
  const say = useSay();
  const { definition, change } = list;
  const type = viewTypeOf(definition.type);
  const uses = (setting: 'height' | 'colors') => type?.uses.includes(setting) ?? true;
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus closeOnClickOutside>
      <Popover.Target>
        <Button {...button} leftSection={<Icon name="palette" size={14} />}>
          {t('look.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={320}>
          {type?.needs.map((need) => (
            <Select
              key={need.option}
              label={say(optionLabel(type.options, need.option), need.option)}
              data={fieldsFor(entity, need).map((field) => ({
                value: field.name,
                label: say(field.label, field.name),
              }))}
              value={String(definition.options?.[need.option] ?? '') || null}
              clearable={need.isOptional ?? false}
              comboboxProps={{ withinPortal: false }}
              onChange={(field) => change({ options: { ...definition.options, [need.option]: field ?? undefined } })}
            />
          ))}
          {uses('height') ? (
            <>
              <Group justify="space-between">
                <Text size="sm">{t('look.height')}</Text>
                <SegmentedControl
                  size="xs"
                  value={definition.rowHeight ?? 'short'}
                  data={(['short', 'medium', 'tall'] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
                  onChange={(rowHeight) => change({ rowHeight: rowHeight as 'short' })}
                />
              </Group>
              <Switch
                label={t('look.wrap')}
                checked={definition.wrap ?? false}
                onChange={(event) =>
                  change({
                    wrap: event.currentTarget.checked,
                    // One line has nowhere to break to.
                    ...(event.currentTarget.checked &&
                      (definition.rowHeight ?? 'short') === 'short' && { rowHeight: 'medium' as const }),
                  })
                }
              />
            </>
          ) : null}
          {uses('colors') ? (
            <ColorRules
              entity={entity}
              rules={definition.colors ?? []}
              onChange={(colors) => change({ colors: [...colors] })}
            />
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

type Label = Parameters<ReturnType<typeof useSay>>[0];
/** `x-label` of an option in the type's schema. */
const optionLabel = (schema: unknown, name: string): Label =>
  (schema as { properties?: { [name: string]: { 'x-label'?: Label } } }).properties?.[name]?.['x-label'];
