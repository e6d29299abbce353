'use client';
import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { scopeField, useScope, type ScopeField } from '@/components/builder/properties/scope';
import { useSay } from '@/components/ui/say';
import { placeOf } from '@/engine/form/edit/bundle';
import type { Fill, FormEdit } from '@/engine/form/edit/command';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';
import { useBuilding } from '../context';
import { lookupFor, MODES, sourcesOf, targetsFor, withFill, type FillMode, type Source } from './fills';
import classes from '../form-builder.module.css';

/** What choosing a record fills in: of a relation, or of the relations among the columns of line items. */
export function FillControls({ field }: { readonly field: FieldUse }) {
  const own = scopeField(field);
  const relations = (own.columns ?? [own]).filter((one) => one.type === 'relation' && one.target !== undefined);
  return (
    <>
      {relations.map((relation) => (
        <Fills key={relation.name} field={field} relation={relation} scope={own.columns ? field.name : undefined} />
      ))}
      <FilledFrom field={own} />
    </>
  );
}

interface FillsProps {
  readonly field: FieldUse;
  readonly relation: ScopeField;
  /** The line items it is a column of. */
  readonly scope: string | undefined;
}

function Fills({ field, relation, scope }: FillsProps) {
  const t = useTranslations('relations.builder');
  const say = useSay();
  const building = useBuilding();
  const { form, run } = building;
  const { find } = useScope();
  const all = form.fills ?? [];
  const mine = all.filter((one) => one.scope === scope && one.relation === relation.name);
  const put = (fills: Fill[] | undefined, merge?: string, before: readonly FormEdit[] = []) =>
    run([...before, { do: 'changeForm', change: { fills } }], merge);
  const sources = sourcesOf(find(relation.target), find);
  const fields = scope === undefined ? building.entity.fields.map(scopeField) : (scopeField(field).columns ?? []);
  const add = () => {
    const used = new Set(all.filter((one) => one.scope === scope).map(({ to }) => to));
    const fits = sources
      .map((source) => ({
        source,
        to: targetsFor('snapshot', source, relation.name, fields).find(({ name }) => !used.has(name)),
      }))
      .filter(({ to }) => to !== undefined);
    const best = fits.find(({ source, to }) => source.field.name === to!.name) ?? fits[0];
    const { source, to } = best ?? { source: sources[0], to: undefined };
    if (!source) return;
    const fill: Fill = {
      id: documentId('fil'),
      ...(scope === undefined ? {} : { scope }),
      relation: relation.name,
      from: source.path,
      to: to?.name ?? source.field.name,
      mode: 'snapshot',
    };
    put([...all, fill]);
  };
  return (
    <Stack gap="xs" className={classes.group}>
      <Group justify="space-between" wrap="nowrap">
        <h3 className={classes.panelTitle}>
          {scope === undefined ? t('title') : t('titleOf', { relation: say(relation.label, relation.name) })}
        </h3>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={13} />}
          disabled={sources.length === 0}
          onClick={add}
        >
          {t('add')}
        </Button>
      </Group>
      {mine.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('none')}
        </Text>
      ) : null}
      {mine.map((fill) => (
        <FillRow
          key={fill.id}
          fill={fill}
          at={all.indexOf(fill)}
          relation={relation}
          sources={sources}
          fields={fields}
          lines={scope === undefined ? undefined : field}
          put={put}
        />
      ))}
    </Stack>
  );
}

function FillRow(props: {
  readonly fill: Fill;
  readonly at: number;
  readonly relation: ScopeField;
  readonly sources: readonly Source[];
  readonly fields: readonly ScopeField[];
  readonly lines: FieldUse | undefined;
  readonly put: (fills: Fill[] | undefined, merge?: string, before?: readonly FormEdit[]) => void;
}) {
  const { fill, at, relation, sources, fields } = props;
  const t = useTranslations('relations.builder');
  const say = useSay();
  const building = useBuilding();
  const { problems, form } = building;
  const all = form.fills ?? [];
  const source = sources.find(({ path }) => path === fill.from);
  const targets = targetsFor(fill.mode, source, relation.name, fields);
  const wrong = problems.find((p) => p.document?.kind === 'form' && p.path[0] === 'fills' && p.path[1] === at);
  const change = (next: Partial<Fill>, before: readonly FormEdit[] = []) =>
    props.put(withFill(all, at, { ...fill, ...next }), undefined, before);
  /** The value in its new way: into a field that takes it; what is live is a look-up, which is made where there is none. */
  const choose = (mode: FillMode, from: Source | undefined) => {
    const fitting = targetsFor(mode, from, relation.name, fields);
    const here = fitting.find(({ name }) => name === fill.to) ?? fitting[0];
    if (here || mode !== 'live' || !from || from.path.includes('.')) {
      return change({ mode, from: from?.path ?? fill.from, to: here?.name ?? fill.to });
    }
    const lookup = lookupFor(
      from,
      relation,
      fields.map(({ name }) => name),
    );
    const made = props.lines ? columnAdded(props.lines, lookup) : fieldAdded(building, relation.name, lookup);
    return change({ mode, from: from.path, to: lookup.name }, [made]);
  };
  const name = (one: ScopeField) => ({ value: one.name, label: say(one.label, one.name) });
  const shown = targets.some((one) => one.name === fill.to)
    ? targets
    : [...targets, ...fields.filter((one) => one.name === fill.to)];
  return (
    <Stack gap={4} className={classes.effect} role="group" aria-label={t('one', { n: at + 1 })}>
      <Group gap={4} wrap="nowrap">
        <Select
          size="xs"
          flex={1}
          searchable
          allowDeselect={false}
          aria-label={t('from')}
          data={[
            ...sources.map(({ path, label }) => ({ value: path, label: say(label, path) })),
            // Gone, or not read yet: as it is written.
            ...(source ? [] : [{ value: fill.from, label: fill.from }]),
          ]}
          value={fill.from}
          onChange={(path) =>
            choose(
              fill.mode,
              sources.find((one) => one.path === path),
            )
          }
        />
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('remove')}
          onClick={() => props.put(withFill(all, at, undefined))}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Group>
      <Select
        size="xs"
        allowDeselect={false}
        aria-label={t('mode')}
        description={t(`help.${fill.mode}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={MODES.filter((mode) => mode !== 'live' || !fill.from.includes('.')).map((mode) => ({
          value: mode,
          label: t(`modes.${mode}`),
        }))}
        value={fill.mode}
        onChange={(mode) => choose(mode as FillMode, source)}
      />
      <Select
        size="xs"
        searchable
        allowDeselect={false}
        label={t('to')}
        error={wrong?.message}
        nothingFoundMessage={t('noTarget')}
        data={shown.map(name)}
        value={fill.to}
        onChange={(to) => to && change({ to })}
      />
    </Stack>
  );
}

/** The look-up stands on the form beside the relation it follows. */
function fieldAdded(building: ReturnType<typeof useBuilding>, relation: string, field: FieldUse): FormEdit {
  const place = placeOf(building, relation);
  const first = building.form.sections[0]!.id;
  return { do: 'addField', field, at: { section: place?.section ?? first, index: place ? place.index + 1 : 0 } };
}
const columnAdded = (lines: FieldUse, column: FieldUse): FormEdit => ({
  do: 'changeField',
  field: lines.id,
  change: {
    options: { ...lines.options, fields: [...((lines.options?.fields as readonly FieldUse[]) ?? []), column] },
  },
});

/** Where the value of this field comes from, to be opened there. */
function FilledFrom({ field }: { readonly field: ScopeField }) {
  const t = useTranslations('relations.builder');
  const say = useSay();
  const { form, entity, select } = useBuilding();
  const { find } = useScope();
  const fill = form.fills?.find((one) => one.scope === undefined && one.to === field.name);
  const relation = entity.fields.find((one) => one.name === fill?.relation);
  if (!fill || !relation) return null;
  const source = sourcesOf(find(scopeField(relation).target), find).find(({ path }) => path === fill.from);
  return (
    <Text size="xs" c="dimmed">
      {t('filledFrom', {
        relation: say(relation.label, relation.name),
        source: source ? say(source.label, fill.from) : fill.from,
        mode: t(`modes.${fill.mode}`),
      })}{' '}
      <Button size="compact-xs" variant="transparent" onClick={() => select({ is: 'field', id: relation.id })}>
        {t('show')}
      </Button>
    </Text>
  );
}
