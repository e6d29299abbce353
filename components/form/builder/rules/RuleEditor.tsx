'use client';
import { Button, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { IconArrowLeft, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ConditionBuilder } from '@/components/builder/conditions/ConditionBuilder';
import { rowEntity } from '@/components/builder/conditions/fields';
import { ScopeOf, useScope, type ScopeField } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import { SmallAction } from '@/components/ui/SmallAction';
import type { Rule } from '@/engine/form/edit/command';
import { useBuilding } from '../context';
import { EffectEditor } from './EffectEditor';
import { ALWAYS, copyOfRule, withRule, type Effect } from './rules';
import { useRuleErrors, useRuleWords } from './useRules';
import classes from '../form-builder.module.css';

/** One rule: what it is called, what it is about, when it holds, and what happens then. */
export function RuleEditor({ rule }: { readonly rule: Rule }) {
  const t = useTranslations('formBuilder.rules');
  const { run, form } = useBuilding();
  const { entity } = useScope();
  const errors = useRuleErrors(rule.id);
  const put = (next: Rule, key: string) =>
    run([{ do: 'putRules', rules: withRule(form.rules, rule.id, next) }], `${rule.id}.${key}`);
  const list = entity?.fields.find(({ name }) => name === rule.scope);
  const fields: readonly ScopeField[] = (rule.scope === undefined ? entity?.fields : list?.columns) ?? [];
  const putEffect = (at: number, effect: Effect | undefined) =>
    put({ ...rule, then: asThen(effect ? rule.then.with(at, effect) : rule.then.toSpliced(at, 1)) }, `then.${at}`);
  return (
    <Stack gap="sm">
      <Head rule={rule} />
      <div data-property="label">
        <TextInputs
          label={t('name')}
          value={rule.name}
          autoFocus={false}
          onChange={(name) => {
            const { name: _was, ...rest } = rule;
            put(name.en || name['zh-CN'] ? { ...rest, name } : rest, 'name');
          }}
        />
      </div>
      <ScopeSelect rule={rule} onChange={(next) => put(next, 'scope')} error={errors.ofScope?.message} />
      <InScope list={list}>
        <ConditionBuilder
          key={rule.scope}
          label={t('when')}
          value={rule.when}
          error={errors.ofWhen?.message}
          range={errors.ofWhen?.range}
          onChange={(when) => put({ ...rule, when: when ?? ALWAYS }, 'when')}
        />
        <Stack gap="xs" className={classes.group}>
          <h2 className={classes.panelTitle}>{t('then')}</h2>
          {rule.then.map((effect, at) => (
            <EffectEditor
              key={at}
              rule={rule}
              effect={effect}
              at={at}
              fields={fields}
              onChange={(next) => putEffect(at, next)}
              onRemove={rule.then.length > 1 ? () => putEffect(at, undefined) : undefined}
            />
          ))}
          <Button
            size="compact-xs"
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            leftSection={<IconPlus size={12} />}
            onClick={() => {
              const last = rule.then.at(-1)!;
              const next: Effect = { effect: 'show', ...(fields[0] ? { field: last.field ?? fields[0].name } : {}) };
              put({ ...rule, then: [...rule.then, next] }, 'then');
            }}
          >
            {t('addEffect')}
          </Button>
        </Stack>
      </InScope>
    </Stack>
  );
}
/** A rule does one thing at least; the editor offers no way to take away the last. */
const asThen = (effects: readonly Effect[]): Rule['then'] => effects as Rule['then'];

/** Names mean the columns of the rows, and `parent` the record. */
function InScope({ list, children }: { readonly list: ScopeField | undefined; readonly children: ReactNode }) {
  const { entity } = useScope();
  const inner = useMemo(() => (entity && list ? rowEntity(entity, list) : entity), [entity, list]);
  return <ScopeOf entity={inner}>{children}</ScopeOf>;
}

function Head({ rule }: { readonly rule: Rule }) {
  const t = useTranslations('formBuilder.rules');
  const { run, form, showRule } = useBuilding();
  const words = useRuleWords();
  const isOn = rule.enabled !== false;
  return (
    <>
      <Group justify="space-between" gap={4} wrap="nowrap">
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={14} />}
          onClick={() => showRule(null)}
        >
          {t('back')}
        </Button>
        <Group gap={4} wrap="nowrap">
          <Switch
            size="xs"
            label={t('on')}
            checked={isOn}
            onChange={(event) => {
              const { enabled: _was, ...rest } = rule;
              const next: Rule = event.currentTarget.checked ? rest : { ...rest, enabled: false };
              run([{ do: 'putRules', rules: withRule(form.rules, rule.id, next) }]);
            }}
          />
          <SmallAction
            label={t('copy')}
            onClick={() => {
              const copy = copyOfRule(rule);
              run([{ do: 'putRules', rules: withRule(form.rules, copy.id, copy) }]);
              showRule(copy.id);
            }}
          >
            {' '}
            <IconCopy size={14} />
          </SmallAction>
          <SmallAction
            label={t('remove')}
            onClick={() => {
              run([{ do: 'putRules', rules: withRule(form.rules, rule.id, undefined) }]);
              showRule(null);
            }}
          >
            {' '}
            <IconTrash size={14} />
          </SmallAction>
        </Group>
      </Group>
      <Text size="xs" c="dimmed">
        {words.name(rule)}
      </Text>
    </>
  );
}

const RECORD = '(record)';
/** The record, or each row of one of its line items. Its conditions and effects are about something else then. */
function ScopeSelect(props: {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
  readonly error: string | undefined;
}) {
  const { rule } = props;
  const t = useTranslations('formBuilder.rules');
  const say = useSay();
  const { entity } = useScope();
  const lists = (entity?.fields ?? []).filter(({ columns }) => columns !== undefined);
  if (lists.length === 0 && rule.scope === undefined) return null;
  const change = (to: string) => {
    const { scope: _was, ...rest } = rule;
    const list = lists.find(({ name }) => name === to);
    const first = list ? list.columns?.[0]?.name : entity?.fields[0]?.name;
    const then: Rule['then'] = [first === undefined ? { effect: 'message' } : { effect: 'show', field: first }];
    props.onChange({ ...rest, ...(list ? { scope: to } : {}), when: ALWAYS, then });
  };
  return (
    <Select
      size="xs"
      label={t('scope')}
      description={t('scopeHelp')}
      allowDeselect={false}
      error={props.error}
      data={[
        { value: RECORD, label: t('record') },
        ...lists.map(({ name, label }) => ({ value: name, label: t('rowsOf', { list: say(label, name) }) })),
      ]}
      value={rule.scope ?? RECORD}
      onChange={(to) => to && to !== (rule.scope ?? RECORD) && change(to)}
    />
  );
}
