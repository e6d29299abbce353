'use client';
import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import { fieldType } from '@/components/inputs/units';
import { placeOf } from '@/engine/form/edit/bundle';
import { useBuilding } from './context';
import classes from './form-builder.module.css';

/** What holds for several fields at once. */
export function ManyProperties() {
  const t = useTranslations('formBuilder.many');
  const sectionN = useTranslations('builder.form');
  const say = useSay();
  const notes = useNotes();
  const building = useBuilding();
  const { entity, form, chosen, run, selection, moveAll, duplicateAll, copy, remove } = building;
  const fields = entity.fields.filter(({ id }) => chosen.includes(id));
  const fillable = fields.filter(({ type }) => !fieldType(type)?.derive);
  const required = fillable.filter((field) => field.required).length;
  const places = fields.flatMap(({ name }) => placeOf(building, name) ?? []);
  const columns = Math.max(
    1,
    ...places.map(({ section }) => form.sections.find((s) => s.id === section)?.columns ?? 1),
  );
  const spans = new Set(places.map(({ item }) => item.span));
  const isMixed = required > 0 && required < fillable.length;
  const toClipboard = () => {
    const text = copy();
    if (text !== undefined) navigator.clipboard.writeText(text).catch((error: unknown) => notes.failed(error));
  };
  return (
    <Stack gap="sm" className={classes.panel}>
      <h2 className={classes.panelTitle}>{t('title', { count: chosen.length })}</h2>
      <Text size="xs" c="dimmed">
        {t('help')}
      </Text>
      <div data-property="label">
        <Checkbox
          size="xs"
          label={isMixed ? t('mixed') : t('required')}
          aria-label={t('required')}
          checked={required > 0 && required === fillable.length}
          indeterminate={isMixed}
          disabled={fillable.length === 0}
          onChange={(event) => {
            const isOn = event.currentTarget.checked || undefined;
            run(fillable.map(({ id }) => ({ do: 'changeField', field: id, change: { required: isOn } })));
          }}
        />
      </div>
      <Select
        size="xs"
        label={t('section')}
        placeholder={t('sectionPlaceholder')}
        value={null}
        data={form.sections.map((section, index) => ({
          value: section.id,
          label: say(section.label, sectionN('sectionN', { n: index + 1 })),
        }))}
        onChange={(id) => {
          const section = form.sections.find((one) => one.id === id);
          if (section) moveAll({ section: section.id, index: section.items.length });
        }}
      />
      {columns > 1 && (
        <Select
          size="xs"
          label={t('span')}
          placeholder={t('auto')}
          clearable
          value={spans.size === 1 ? String([...spans][0] ?? '') || null : null}
          data={Array.from({ length: columns }, (_, index) => String(index + 1))}
          onChange={(value) => {
            const span = value === null ? undefined : Number(value);
            run(fields.map(({ name }) => ({ do: 'changeItem', field: name, change: { span } })));
          }}
        />
      )}
      <Group gap="xs">
        <Button size="compact-xs" variant="default" onClick={toClipboard}>
          {t('copy')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={duplicateAll}>
          {t('duplicate')}
        </Button>
        <Button size="compact-xs" variant="default" color="red" onClick={() => selection && remove(selection)}>
          {t('remove')}
        </Button>
      </Group>
    </Stack>
  );
}
