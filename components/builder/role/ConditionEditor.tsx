'use client';
import { ActionIcon, Anchor, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { choicesOf } from '@/engine/form/choices';
import { ExpressionInput } from '../properties/ExpressionEditor';
import { useScope, type ScopeField } from '../properties/scope';
import { fromExpression, needsValue, operatorsOf, toExpression, type Operator, type Part } from './conditions';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (source: string | undefined) => void;
}

/** A condition over the entity at hand: by pointing where that is enough, as an expression where it is not. */
export function ConditionEditor({ label, value, onChange }: Props) {
  const t = useTranslations('access.condition');
  const fields = (useScope().entity?.fields ?? []).filter((field) => operatorsOf(field).length > 0);
  const read = fromExpression(value ?? '', fields);
  // A part without its value yet is no expression; it lives here until it is one.
  const [drafts, setDrafts] = useState<readonly Part[] | null>(null);
  const [isText, setIsText] = useState(read === undefined);
  const isKept = drafts !== null && toExpression(drafts, fields) === (value || undefined);
  const parts = (isKept ? drafts : read) ?? [];
  const put = (next: readonly Part[]) => {
    setDrafts(next);
    onChange(toExpression(next, fields));
  };
  if (isText || read === undefined) {
    return (
      <Stack gap={4}>
        <ExpressionInput
          label={label}
          value={value ?? ''}
          placeholder={t('example')}
          onChange={(source) => onChange(source.trim() === '' ? undefined : source)}
        />
        {read !== undefined && fields.length > 0 ? (
          <Anchor component="button" type="button" size="xs" onClick={() => setIsText(false)}>
            {t('byPointing')}
          </Anchor>
        ) : null}
      </Stack>
    );
  }
  const first = fields[0];
  return (
    <Stack gap={6}>
      <Text size="xs" fw={500}>
        {label}
      </Text>
      {parts.map((part, i) => (
        <PartRow
          key={i}
          part={part}
          fields={fields}
          onChange={(next) => put(parts.map((one, at) => (at === i ? next : one)))}
          onRemove={() => put(parts.filter((_, at) => at !== i))}
        />
      ))}
      <Group gap="sm">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon name="plus" size={12} />}
          disabled={!first}
          onClick={() => first && put([...parts, { field: first.name, op: operatorsOf(first)[0]!, value: '' }])}
        >
          {t(parts.length === 0 ? 'add' : 'and')}
        </Button>
        <Anchor component="button" type="button" size="xs" onClick={() => setIsText(true)}>
          {t('asText')}
        </Anchor>
      </Group>
    </Stack>
  );
}

function PartRow(props: {
  readonly part: Part;
  readonly fields: readonly ScopeField[];
  readonly onChange: (part: Part) => void;
  readonly onRemove: () => void;
}) {
  const { part, fields, onChange, onRemove } = props;
  const t = useTranslations('access.condition');
  const say = useSay();
  const field = fields.find(({ name }) => name === part.field);
  const pick = (name: string) => {
    const next = fields.find((one) => one.name === name);
    if (next) onChange({ field: name, op: operatorsOf(next)[0]!, value: '' });
  };
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Stack gap={4} flex={1} miw={0}>
        <Group gap={4} grow wrap="nowrap">
          <Select
            size="xs"
            searchable
            allowDeselect={false}
            aria-label={t('field')}
            data={fields.map(({ name, label }) => ({ value: name, label: say(label, name) }))}
            value={part.field}
            onChange={(name) => name && pick(name)}
          />
          <Select
            size="xs"
            allowDeselect={false}
            aria-label={t('operator')}
            data={(field ? operatorsOf(field) : [part.op]).map((op) => ({ value: op, label: t(`op.${op}`) }))}
            value={part.op}
            onChange={(op) => op && onChange({ ...part, op: op as Operator })}
          />
        </Group>
        {needsValue(part.op) ? (
          <ValueInput field={field} value={part.value} onChange={(value) => onChange({ ...part, value })} />
        ) : null}
      </Stack>
      <ActionIcon size="sm" mt={4} variant="subtle" color="gray" aria-label={t('remove')} onClick={onRemove}>
        <Icon name="x" size={14} />
      </ActionIcon>
    </Group>
  );
}

function ValueInput(props: {
  readonly field: ScopeField | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { field, value, onChange } = props;
  const t = useTranslations('access.condition');
  const say = useSay();
  const choices = choicesOf((field?.options ?? {}) as never);
  if (choices.length > 0) {
    return (
      <Select
        size="xs"
        aria-label={t('value')}
        placeholder={t('value')}
        data={choices.map((choice) => ({ value: choice.value, label: say(choice.label, choice.value) }))}
        value={value || null}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  return (
    <TextInput
      size="xs"
      aria-label={t('value')}
      placeholder={t('value')}
      inputMode={field?.kind === 'number' ? 'decimal' : 'text'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
