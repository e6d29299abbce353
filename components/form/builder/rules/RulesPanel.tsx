'use client';
import { Badge, Button, Group, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/builder/announce';
import { useDragSource, useDropTarget } from '@/components/builder/dnd';
import { SmallAction } from '@/components/ui/SmallAction';
import type { Rule } from '@/engine/form/edit/command';
import { useBuilding } from '../context';
import { RuleEditor } from './RuleEditor';
import { moveRule, newRule, RULE_KIND, ruleTarget, withRule } from './rules';
import { useRuleErrors, useRuleWords } from './useRules';
import classes from '../form-builder.module.css';

/** The rules of the form in their order; the one that is open, to be changed. */
export function RulesPanel() {
  const { form, openRule } = useBuilding();
  const open = form.rules?.find((rule) => rule.id === openRule);
  return open ? <RuleEditor key={open.id} rule={open} /> : <RuleList />;
}

function RuleList() {
  const t = useTranslations('formBuilder.rules');
  const { form, entity, run, showRule } = useBuilding();
  const rules = form.rules ?? [];
  const add = () => {
    const rule = newRule(entity.fields[0]?.name);
    run([{ do: 'putRules', rules: withRule(rules, rule.id, rule) }]);
    showRule(rule.id);
  };
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        {t(rules.length === 0 ? 'none' : 'help')}
      </Text>
      {rules.length > 0 && (
        <ol className={classes.rules} aria-label={t('title')}>
          {rules.map((rule, index) => (
            <RuleRow key={rule.id} rule={rule} index={index} count={rules.length} />
          ))}
        </ol>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={add}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('add')}
      </Button>
    </Stack>
  );
}

function RuleRow({ rule, index, count }: { readonly rule: Rule; readonly index: number; readonly count: number }) {
  const t = useTranslations('formBuilder.rules');
  const { form, run, showRule } = useBuilding();
  const words = useRuleWords();
  const announce = useAnnounce();
  const errors = useRuleErrors(rule.id);
  const name = words.name(rule);
  const { ref: dragRef, handleRef, isDragging } = useDragSource({ kind: RULE_KIND, id: rule.id, label: name });
  const { ref: dropRef, edge } = useDropTarget({
    id: ruleTarget(rule.id),
    accepts: ACCEPTS,
    sides: 'rows',
    priority: 3,
  });
  const move = (step: 1 | -1) => {
    const to = index + step;
    if (to < 0 || to >= count) return announce(t('end'));
    run([{ do: 'putRules', rules: moveRule(form.rules, rule.id, step === 1 ? to + 1 : to) }]);
    announce(t('moved', { rule: name, at: to + 1, of: count }));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    move(step);
  };
  const isOn = rule.enabled !== false;
  return (
    <li ref={dropRef} className={classes.ruleRow} data-edge={edge ?? undefined} data-rule={rule.id}>
      <div ref={dragRef} className={classes.ruleLine} data-dragging={isDragging}>
        <span ref={handleRef} className={classes.grip} aria-hidden>
          <IconGripVertical size={14} />
        </span>
        <UnstyledButton className={classes.ruleName} onClick={() => showRule(rule.id)} onKeyDown={onKey}>
          <Text component="span" size="sm" c={isOn ? undefined : 'dimmed'} lineClamp={2}>
            {name}
          </Text>
          {errors.count > 0 && (
            <Badge size="xs" color="red.9" tt="none">
              {t('wrong', { count: errors.count })}
            </Badge>
          )}
        </UnstyledButton>
        <Switch
          size="xs"
          aria-label={t('isOn', { rule: name })}
          checked={isOn}
          onChange={(event) => {
            const { enabled: _was, ...rest } = rule;
            const next: Rule = event.currentTarget.checked ? rest : { ...rest, enabled: false };
            run([{ do: 'putRules', rules: withRule(form.rules, rule.id, next) }]);
          }}
        />
        <Group gap={0} wrap="nowrap">
          <SmallAction disabled={index === 0} label={t('up', { rule: name })} onClick={() => move(-1)}>
            {' '}
            <IconArrowUp size={14} />
          </SmallAction>
          <SmallAction disabled={index === count - 1} label={t('down', { rule: name })} onClick={() => move(1)}>
            {' '}
            <IconArrowDown size={14} />
          </SmallAction>
        </Group>
      </div>
    </li>
  );
}
const ACCEPTS = [RULE_KIND];
