'use client';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ConditionBuilder } from '@/components/builder/conditions/ConditionBuilder';
import { ExpressionInput } from '@/components/builder/properties/ExpressionEditor';
import { SmallAction } from '@/components/ui/SmallAction';
import { fieldType } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import { useBuilding } from '../context';
import type { Step } from './Migrations';
import classes from './older.module.css';

const KINDS = ['set', 'clear', 'move'] as const;
type Kind = (typeof KINDS)[number];
const MODES = ['always', 'ifEmpty'] as const;

interface StepProps {
  readonly step: Step;
  /** Where it stands in the form document. */
  readonly path: readonly (string | number)[];
  readonly onChange: (step: Step) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One step of a migration, by pointing: what it does, with which field, for which records. */
export function StepEditor({ step, path, onChange, onRemove }: StepProps) {
  const t = useTranslations('versions.migrations');
  const { form, problems } = useBuilding();
  const kind = KINDS.find((one) => step[one] !== undefined) ?? 'set';
  const n = Number(path.at(-1)) + 1;
  const errorAt = (...keys: readonly string[]): string | undefined =>
    problems.find(
      ({ document, path: at, level }) =>
        level !== 'warning' &&
        document?.kind === 'form' &&
        document.name === form.name &&
        [...path, ...keys].every((key, i) => at[i] === key) &&
        (keys.length > 0 || at.length === path.length),
    )?.message;
  const pickKind = (next: Kind) => {
    const { when } = step;
    const field = step[kind] ?? '';
    onChange({ [next]: field, ...(when !== undefined && { when }) });
  };
  return (
    <Stack gap={6} className={classes.step} role="group" aria-label={t('stepN', { n })}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          size="xs"
          flex={1}
          allowDeselect={false}
          aria-label={t('kind')}
          value={kind}
          data={KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          onChange={(next) => {
            const found = KINDS.find((one) => one === next);
            if (found && found !== kind) pickKind(found);
          }}
        />
        <FieldSelect
          label={t('field')}
          value={step[kind]}
          error={errorAt(kind)}
          onChange={(field) => onChange({ ...step, [kind]: field })}
        />
        {kind === 'move' ? (
          <FieldSelect
            label={t('to')}
            value={step.to}
            error={errorAt('to')}
            onChange={(to) => onChange({ ...step, to })}
          />
        ) : null}
        {onRemove ? (
          <SmallAction label={t('removeStep', { n })} onClick={onRemove}>
            <IconTrash size={14} />
          </SmallAction>
        ) : null}
      </Group>
      {kind === 'set' ? (
        <ExpressionInput
          label={t('value')}
          value={step.value ?? ''}
          error={errorAt('value')}
          onChange={(value) => {
            const { value: _was, ...rest } = step;
            onChange(value.trim() === '' ? rest : { ...rest, value });
          }}
        />
      ) : null}
      {kind === 'clear' ? null : <Mode kind={kind} step={step} onChange={onChange} />}
      {step.when === undefined ? (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange({ ...step, when: 'true' })}
        >
          {t('addWhen')}
        </Button>
      ) : (
        <ConditionBuilder
          label={t('when')}
          value={step.when}
          error={errorAt('when')}
          onChange={(when) => {
            const { when: _was, ...rest } = step;
            onChange(when === undefined ? rest : { ...rest, when });
          }}
        />
      )}
      {errorAt() ? (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {errorAt()}
        </Text>
      ) : null}
    </Stack>
  );
}

/** Fields a migration may write: neither computed nor line items. */
function FieldSelect(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (field: string) => void;
}) {
  const say = useSay();
  const { entity } = useBuilding();
  const fields = entity.fields.filter(({ type }) => {
    const unit = fieldType(type);
    return unit && !unit.derive && unit.column !== null;
  });
  return (
    <Select
      size="xs"
      flex={1}
      searchable
      allowDeselect={false}
      aria-label={props.label}
      placeholder={props.label}
      value={props.value || null}
      error={props.error}
      data={fields.map(({ name, label }) => ({ value: name, label: say(label, name) }))}
      onChange={(field) => field && props.onChange(field)}
    />
  );
}

/** Whether a value that is there may be replaced. */
function Mode(props: { readonly kind: 'set' | 'move'; readonly step: Step; readonly onChange: (step: Step) => void }) {
  const t = useTranslations('versions.migrations');
  const { kind, step, onChange } = props;
  const usual = kind === 'move' ? 'ifEmpty' : 'always';
  return (
    <Select
      size="xs"
      label={t('on')}
      allowDeselect={false}
      value={step.on ?? usual}
      data={MODES.map((mode) => ({ value: mode, label: t(kind === 'move' ? `moveOns.${mode}` : `ons.${mode}`) }))}
      onChange={(next) => {
        const { on: _was, ...rest } = step;
        const mode = MODES.find((one) => one === next);
        onChange(mode && mode !== usual ? { ...rest, on: mode } : rest);
      }}
    />
  );
}
