'use client';
import { Group, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { fromExpression } from '@/components/builder/conditions/read';
import { choicesFor, listOf, type ConditionField } from '@/components/builder/conditions/tree';
import { ConditionBuilder } from '@/components/builder/conditions/ConditionBuilder';
import { ExpressionInput } from '@/components/builder/properties/ExpressionEditor';
import { ScopeOf, useScope, type ScopeField } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import { fieldType } from '@/components/inputs/units';
import { SmallAction } from '@/components/ui/SmallAction';
import type { Rule } from '@/engine/form/edit/command';
import { partsOf } from '../../why/target';
import { useItemName } from '../layout/useItemName';
import { useBuilding } from '../context';
import { ALWAYS, EFFECT_KINDS, effectOf, type Effect } from './rules';
import { useRuleErrors } from './useRules';
import classes from '../form-builder.module.css';

interface EffectProps {
  readonly rule: Rule;
  readonly effect: Effect;
  readonly at: number;
  /** What it can be about. */
  readonly fields: readonly ScopeField[];
  readonly onChange: (effect: Effect) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One thing a rule does: show, require, lock, set, limit the options, say something. */
export function EffectEditor(props: EffectProps) {
  const { rule, effect, at, fields, onChange, onRemove } = props;
  const t = useTranslations('formBuilder.rules');
  const errors = useRuleErrors(rule.id);
  const field = fields.find(({ name }) => name === effect.field);
  const isLimitable = (one: ScopeField) => choicesFor(one).length > 0 || (one.kind === 'record' && one.target);
  const first = (kind: Effect['effect']) => (kind === 'options' ? fields.find(isLimitable) : fields[0])?.name;
  const whole = errors.ofWholeEffect(at)?.message ?? errors.ofEffect(at, 'effect')?.message;
  return (
    <Stack gap={6} className={classes.effect} role="group" aria-label={t('effectN', { n: at + 1 })}>
      <Group gap={4} wrap="nowrap">
        <Select
          size="xs"
          flex={1}
          allowDeselect={false}
          aria-label={t('does_what')}
          data={EFFECT_KINDS.map((kind) => ({ value: kind, label: t(`effect.${kind}`) }))}
          value={effect.effect}
          onChange={(kind) => {
            const next = EFFECT_KINDS.find((one) => one === kind);
            if (!next || next === effect.effect) return;
            const isKept = next !== 'options' || (field && isLimitable(field));
            onChange(effectOf(next, isKept ? effect : { effect: next }, first(next)));
          }}
        />
        {onRemove && (
          <SmallAction label={t('removeEffect', { n: at + 1 })} onClick={onRemove}>
            {' '}
            <IconTrash size={14} />
          </SmallAction>
        )}
      </Group>
      <TargetSelect {...props} error={errors.ofEffect(at, 'field')?.message ?? errors.ofEffect(at, 'part')?.message} />
      {effect.effect === 'set' && <SetInputs {...props} />}
      {effect.effect === 'options' && <Limit {...props} field={field} />}
      {effect.effect === 'message' && <MessageInputs {...props} />}
      {whole && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {whole}
        </Text>
      )}
    </Stack>
  );
}

const WHOLE = '(whole)';
/** The field it is about; of showing and locking also a part of the form; of a message also the whole. */
function TargetSelect({ rule, effect, fields, onChange, error }: EffectProps & { readonly error: string | undefined }) {
  const t = useTranslations('formBuilder.rules');
  const sectionN = useTranslations('builder.form');
  const say = useSay();
  const { form } = useBuilding();
  const nameOf = useItemName();
  const takesParts = rule.scope === undefined && (effect.effect === 'show' || effect.effect === 'readOnly');
  const takes = (one: ScopeField): boolean => {
    if (effect.effect === 'options') return choicesFor(one).length > 0 || one.kind === 'record';
    return effect.effect === 'show' || effect.effect === 'message' || !fieldType(one.type)?.derive;
  };
  const data = [
    ...(effect.effect === 'message'
      ? [{ value: WHOLE, label: t(rule.scope === undefined ? 'wholeRecord' : 'wholeRow') }]
      : []),
    ...fields.filter(takes).map(({ name, label }) => ({ value: name, label: say(label, name) })),
  ];
  const parts = partsOf(form)
    .filter(({ item }) => !item || effect.effect === 'show')
    .map(({ id, label, item }, index) => ({
      value: id,
      label: item ? nameOf(item) : say(label, sectionN('sectionN', { n: index + 1 })),
    }));
  const pick = (to: string) => {
    const { field: _field, part: _part, ...rest } = effect;
    const isPart = parts.some(({ value }) => value === to);
    onChange(to === WHOLE ? rest : isPart ? { ...rest, part: to } : { ...rest, field: to });
  };
  return (
    <Select
      size="xs"
      searchable
      allowDeselect={false}
      aria-label={t('target')}
      placeholder={t('target')}
      error={error}
      data={
        takesParts
          ? [
              { group: t('fields'), items: data },
              { group: t('parts'), items: parts },
            ]
          : data
      }
      value={effect.part ?? effect.field ?? (effect.effect === 'message' ? WHOLE : null)}
      onChange={(to) => to && pick(to)}
    />
  );
}

const MODES = ['always', 'ifEmpty', 'onCreate'] as const;
function SetInputs({ rule, effect, at, onChange }: EffectProps) {
  const t = useTranslations('formBuilder.rules');
  const error = useRuleErrors(rule.id).ofEffect(at, 'value');
  return (
    <>
      <ExpressionInput
        label={t('value')}
        value={effect.value ?? ''}
        error={error?.message}
        range={error?.range}
        onChange={(value) => onChange({ ...effect, value })}
      />
      <Select
        size="xs"
        label={t('mode')}
        allowDeselect={false}
        data={MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
        value={effect.on ?? 'always'}
        onChange={(mode) => {
          const { on: _was, ...rest } = effect;
          const next = MODES.find((one) => one === mode);
          onChange(next && next !== 'always' ? { ...rest, on: next } : rest);
        }}
      />
    </>
  );
}

/** Which options may be chosen: by ticking them, or by a condition on the record that may be chosen. */
function Limit({ rule, effect, at, field, onChange }: EffectProps & { readonly field: ScopeField | undefined }) {
  const t = useTranslations('formBuilder.rules');
  const say = useSay();
  const { entity } = useScope();
  const error = useRuleErrors(rule.id).ofEffect(at, 'value');
  const option = useMemo(() => optionField(field), [field]);
  const inner = useMemo(() => entity && { ...entity, fields: [option, ...entity.fields] }, [entity, option]);
  const put = (value: string | undefined) => onChange({ ...effect, value: value ?? ALWAYS });
  const choices = choicesFor(field);
  const ticked = tickedIn(effect.value ?? ALWAYS, option);
  if (choices.length > 0 && ticked) {
    return (
      <MultiSelect
        size="xs"
        label={t('only')}
        placeholder={t('everyOption')}
        error={error?.message}
        data={choices.map((choice) => ({ value: choice.value, label: say(choice.label, choice.value) }))}
        value={[...ticked]}
        onChange={(list) =>
          put(list.length > 0 ? `option in [${list.map((one) => JSON.stringify(one)).join(', ')}]` : undefined)
        }
      />
    );
  }
  return (
    <ScopeOf entity={inner}>
      <ConditionBuilder
        label={t('only')}
        value={effect.value}
        error={error?.message}
        range={error?.range}
        onChange={put}
      />
    </ScopeOf>
  );
}

/** What conditions on an option are about: the record that may be chosen, or the value. */
const optionField = (field: ScopeField | undefined): ConditionField => ({
  name: 'option',
  label: field?.label ?? { 'zh-CN': '', en: '' },
  type: field?.type ?? 'text',
  kind: field?.kind === 'record' ? 'record' : 'text',
  target: field?.target,
  ...(field?.options ? { options: field.options } : {}),
});

/** Options that are listed by an expression, none where it allows all; undefined where it says more. */
function tickedIn(source: string, option: ConditionField): readonly string[] | undefined {
  const rows = fromExpression(source, [option])?.of;
  if (!rows || rows.length > 1) return undefined;
  const [row] = rows;
  if (!row) return [];
  return row.is === 'row' && row.op === 'oneOf' ? listOf(row.value) : undefined;
}

const LEVELS = ['error', 'warning', 'info'] as const;
function MessageInputs({ rule, effect, at, onChange }: EffectProps) {
  const t = useTranslations('formBuilder.rules');
  const levels = useTranslations('formRules.level');
  const error = useRuleErrors(rule.id).ofEffect(at, 'text');
  return (
    <>
      <Select
        size="xs"
        label={t('level')}
        description={t('levelHelp')}
        allowDeselect={false}
        data={LEVELS.map((level) => ({ value: level, label: levels(level) }))}
        value={effect.level ?? 'error'}
        onChange={(level) => {
          const next = LEVELS.find((one) => one === level);
          if (next) onChange({ ...effect, level: next });
        }}
      />
      <TextInputs
        label={t('text')}
        help={t('textHelp', { start: '{{', end: '}}' })}
        value={effect.text}
        isLong
        isRequired
        autoFocus={false}
        error={error?.message}
        onChange={(text) => onChange({ ...effect, text })}
      />
    </>
  );
}
