'use client';
import { ActionIcon, Button, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ExpressionInput } from '@/components/builder/properties/ExpressionEditor';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import type { Rule } from '@/engine/form/edit/command';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';
import { useBuilding } from './context';
import { RuleEffect, type Effect } from './RuleEffect';
import classes from './form-builder.module.css';

/** All rules of the form, in their order: what each is about, when it holds and what it does. */
export function RulesPanel() {
  const t = useTranslations('formRules.rules');
  const { form, run } = useBuilding();
  const rules = form.rules ?? [];
  const put = (next: readonly Rule[], merge?: string) => run([{ do: 'putRules', rules: [...next] }], merge);
  const add = () =>
    put([
      ...rules,
      { id: documentId('rul'), when: 'true', then: [{ effect: 'message', level: 'warning', text: EMPTY }] },
    ]);
  return (
    <Stack gap="md">
      {rules.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('none')}
        </Text>
      ) : null}
      {rules.map((rule, index) => (
        <RuleEditor
          key={rule.id}
          rule={rule}
          index={index}
          count={rules.length}
          onChange={(to, merge) => put(rules.with(index, to), merge)}
          onRemove={() => put(rules.toSpliced(index, 1))}
          onMove={(step) => put(rules.toSpliced(index, 1).toSpliced(index + step, 0, rule))}
        />
      ))}
      <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />} onClick={add} mr="auto">
        {t('add')}
      </Button>
    </Stack>
  );
}
const EMPTY = { 'zh-CN': '', en: '' };

function RuleEditor(props: {
  readonly rule: Rule;
  readonly index: number;
  readonly count: number;
  readonly onChange: (rule: Rule, merge?: string) => void;
  readonly onRemove: () => void;
  readonly onMove: (step: 1 | -1) => void;
}) {
  const { rule, index, onChange } = props;
  const t = useTranslations('formRules.rules');
  const say = useSay();
  const { entity, problems } = useBuilding();
  const lists = entity.fields.filter((field) => field.type === 'lines');
  const columns = lists.find((list) => list.name === rule.scope)?.options?.fields as readonly FieldUse[] | undefined;
  const mine = problems.filter(
    (one) => one.document?.kind === 'form' && one.path[0] === 'rules' && one.path[1] === index,
  );
  const name = say(rule.name) || t('number', { number: index + 1 });
  const put = (change: Partial<Rule>, merge?: string) =>
    onChange({ ...rule, ...change }, merge && `${rule.id}.${merge}`);
  const putScope = (scope: string | null) => {
    const { scope: _before, ...rest } = rule;
    onChange(scope ? { ...rest, scope } : rest);
  };
  return (
    <Stack gap={6} className={classes.group} role="group" aria-label={name}>
      <Group justify="space-between" wrap="nowrap">
        <Switch
          size="xs"
          label={name}
          checked={rule.enabled !== false}
          onChange={(event) => put({ enabled: event.currentTarget.checked })}
        />
        <Group gap={0} wrap="nowrap">
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            disabled={index === 0}
            aria-label={t('up', { rule: name })}
            onClick={() => props.onMove(-1)}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            disabled={index === props.count - 1}
            aria-label={t('down', { rule: name })}
            onClick={() => props.onMove(1)}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t('remove', { rule: name })}
            onClick={props.onRemove}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Group>
      </Group>
      <TextInputs label={t('name')} value={rule.name} autoFocus={false} onChange={(to) => put({ name: to }, 'name')} />
      {lists.length > 0 ? (
        <Select
          size="xs"
          label={t('scope')}
          placeholder={t('record')}
          clearable
          value={rule.scope ?? null}
          data={lists.map((list) => ({ value: list.name, label: t('rows', { list: say(list.label, list.name) }) }))}
          onChange={putScope}
        />
      ) : null}
      <ExpressionInput
        label={t('when')}
        value={rule.when}
        error={mine.find((one) => one.path[2] === 'when' || one.path[2] === 'scope')?.message}
        onChange={(when) => put({ when }, 'when')}
      />
      {rule.then.map((effect, at) => (
        <RuleEffect
          key={at}
          effect={effect}
          fields={columns ?? entity.fields}
          hasParts={rule.scope === undefined}
          errors={mine.filter((one) => one.path[2] === 'then' && one.path[3] === at)}
          onChange={(to: Effect) => put({ then: rule.then.with(at, to) }, `then.${at}`)}
          {...(rule.then.length > 1 && { onRemove: () => put({ then: rule.then.toSpliced(at, 1) }) })}
        />
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={13} />}
        mr="auto"
        onClick={() => put({ then: [...rule.then, { effect: 'require' }] })}
      >
        {t('addEffect')}
      </Button>
    </Stack>
  );
}
