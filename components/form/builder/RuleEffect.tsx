'use client';
import { ActionIcon, Group, Select, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ExpressionInput } from '@/components/builder/properties/ExpressionEditor';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import type { Rule } from '@/engine/form/edit/command';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import type { SaidProblem } from '@/engine/kernel/api';
import { useBuilding } from './context';

export type Effect = Rule['then'][number];
const EFFECTS: readonly Effect['effect'][] = ['show', 'require', 'readOnly', 'set', 'options', 'message'];
/** What an effect keeps when it becomes another one. */
const STARTS: { readonly [E in Effect['effect']]: (effect: Effect) => Omit<Effect, 'effect'> } = {
  show: ({ field, part }) => ({ ...(field && { field }), ...(part && { part }) }),
  readOnly: ({ field, part }) => ({ ...(field && { field }), ...(part && { part }) }),
  require: ({ field }) => ({ ...(field && { field }) }),
  set: ({ field }) => ({ ...(field && { field }), value: 'null' }),
  options: ({ field }) => ({ ...(field && { field }), value: 'true' }),
  message: ({ field }) => ({ ...(field && { field }), level: 'warning', text: { 'zh-CN': '', en: '' } }),
};

/** One effect of a rule: on what, and with what. */
export function RuleEffect(props: {
  readonly effect: Effect;
  readonly fields: readonly FieldUse[];
  readonly hasParts: boolean;
  readonly errors: readonly SaidProblem[];
  readonly onChange: (effect: Effect) => void;
  readonly onRemove?: () => void;
}) {
  const { effect, onChange, errors } = props;
  const t = useTranslations('formRules.rules');
  const say = useSay();
  const { form } = useBuilding();
  const errorAt = (...keys: readonly string[]) => errors.find((one) => keys.includes(String(one.path[4])))?.message;
  const canBePart = props.hasParts && (effect.effect === 'show' || effect.effect === 'readOnly');
  const parts = [...form.sections, ...(form.tabs ?? []), ...(form.pages ?? [])].map((part, index) => ({
    value: part.id,
    label: say(part.label) || t('part', { number: index + 1 }),
  }));
  const putTarget = (to: string | null) => {
    const { field: _field, part: _part, ...rest } = effect;
    const isPart = parts.some(({ value }) => value === to);
    onChange({ ...rest, ...(to === null ? {} : isPart ? { part: to } : { field: to }) });
  };
  return (
    <Group gap={4} align="flex-start" wrap="nowrap">
      <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
        <Group gap={4} grow>
          <Select
            size="xs"
            aria-label={t('effect')}
            allowDeselect={false}
            value={effect.effect}
            data={EFFECTS.map((value) => ({ value, label: t(`effects.${value}`) }))}
            onChange={(to) => {
              const next = to as Effect['effect'];
              onChange({ effect: next, ...STARTS[next](effect) });
            }}
          />
          <Select
            size="xs"
            aria-label={t('target')}
            placeholder={effect.effect === 'message' ? t('wholeRecord') : t('target')}
            searchable
            clearable={effect.effect === 'message'}
            value={effect.field ?? effect.part ?? null}
            error={errorAt('field', 'part')}
            data={[
              {
                group: t('fields'),
                items: props.fields.map((field) => ({ value: field.name, label: say(field.label, field.name) })),
              },
              ...(canBePart ? [{ group: t('parts'), items: parts }] : []),
            ]}
            onChange={putTarget}
          />
        </Group>
        <EffectValue effect={effect} error={errorAt('value')} onChange={onChange} />
        <EffectMessage effect={effect} error={errorAt('text')} onChange={onChange} />
      </Stack>
      {props.onRemove ? (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          mt={4}
          aria-label={t('removeEffect')}
          onClick={props.onRemove}
        >
          <IconTrash size={14} />
        </ActionIcon>
      ) : null}
    </Group>
  );
}

interface DetailProps {
  readonly effect: Effect;
  readonly error: string | undefined;
  readonly onChange: (effect: Effect) => void;
}

/** What is set, or which options may be chosen. */
function EffectValue({ effect, error, onChange }: DetailProps) {
  const t = useTranslations('formRules.rules');
  if (effect.effect !== 'set' && effect.effect !== 'options') return null;
  return (
    <>
      <ExpressionInput
        label={t(effect.effect === 'set' ? 'value' : 'limit')}
        value={effect.value ?? ''}
        error={error}
        onChange={(value) => onChange({ ...effect, value })}
      />
      {effect.effect === 'set' ? (
        <Select
          size="xs"
          aria-label={t('on')}
          allowDeselect={false}
          value={effect.on ?? 'always'}
          data={(['always', 'ifEmpty', 'onCreate'] as const).map((value) => ({ value, label: t(`ons.${value}`) }))}
          onChange={(on) => onChange({ ...effect, on: on as NonNullable<Effect['on']> })}
        />
      ) : null}
    </>
  );
}

/** What is said, and how strongly. */
function EffectMessage({ effect, error, onChange }: DetailProps) {
  const t = useTranslations('formRules.rules');
  if (effect.effect !== 'message') return null;
  return (
    <>
      <Select
        size="xs"
        aria-label={t('level')}
        allowDeselect={false}
        value={effect.level ?? 'error'}
        data={(['error', 'warning', 'info'] as const).map((value) => ({ value, label: t(`levels.${value}`) }))}
        onChange={(level) => onChange({ ...effect, level: level as NonNullable<Effect['level']> })}
      />
      <TextInputs
        label={t('text')}
        help={error ?? t('textHelp')}
        value={effect.text}
        autoFocus={false}
        onChange={(text) => onChange({ ...effect, text })}
      />
    </>
  );
}
