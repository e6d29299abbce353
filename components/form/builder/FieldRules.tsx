'use client';
import { ActionIcon, Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ConditionBuilder } from '@/components/builder/conditions/ConditionBuilder';
import { ExpressionInput } from '@/components/builder/properties/ExpressionEditor';
import { EFFECTS, fieldRule, withFieldRule, type Effect, type FieldRule } from '@/engine/form/edit/rules';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import type { SaidProblem } from '@/engine/kernel/api';
import { rangeOf } from '@/components/builder/properties/expression';
import { useBuilding } from './context';
import { ALWAYS, mentions } from './rules/rules';
import { useRuleWords } from './rules/useRules';
import classes from './form-builder.module.css';

/** A rule that is not written yet stands as this: it changes nothing until the analyst says when. */
const START: { readonly [E in Effect]: FieldRule } = {
  show: { when: ALWAYS },
  require: { when: ALWAYS },
  readOnly: { when: ALWAYS },
  set: { when: ALWAYS, value: 'null' },
};

/** When a field is shown, required, read-only, or gets a value. The same rules run in the browser and on the server. */
export function FieldRules({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('builder.rules');
  const { form, run, problems } = useBuilding();
  const put = (effect: Effect, to: FieldRule | undefined, merge?: string) =>
    run([{ do: 'putRules', rules: withFieldRule(form.rules, field.name, effect, to) }], merge);
  const present = EFFECTS.filter((effect) => fieldRule(form.rules, field.name, effect));
  const absent = EFFECTS.filter((effect) => !present.includes(effect));
  const errorAt = (effect: Effect, key: 'when' | 'value'): SaidProblem | undefined => {
    const at = (form.rules ?? []).findIndex(
      (r) => r.scope === undefined && r.then.some((p) => p.field === field.name && p.effect === effect),
    );
    return problems.find(
      (p) => p.document?.kind === 'form' && p.path[0] === 'rules' && p.path[1] === at && p.path.includes(key),
    );
  };
  return (
    <Stack gap="xs" className={classes.group}>
      <Group justify="space-between">
        <h2 className={classes.panelTitle}>{t('title')}</h2>
        {absent.length > 0 && (
          <Menu withinPortal shadow="md" position="bottom-end">
            <Menu.Target>
              <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />}>
                {t('add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {absent.map((effect) => (
                <Menu.Item key={effect} onClick={() => put(effect, START[effect])}>
                  {t(`effect.${effect}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {present.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('none')}
        </Text>
      )}
      {present.map((effect) => {
        const rule = fieldRule(form.rules, field.name, effect)!;
        const key = `${field.id}.rule.${effect}`;
        return (
          <Group key={effect} gap={4} align="flex-start" wrap="nowrap">
            <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
              <ConditionBuilder
                label={t(`effect.${effect}`)}
                value={rule.when}
                error={errorAt(effect, 'when')?.message}
                range={rangeOf(errorAt(effect, 'when')?.data)}
                onChange={(when) => put(effect, { ...rule, when: when ?? ALWAYS }, `${key}.when`)}
              />
              {effect === 'set' && (
                <ExpressionInput
                  label={t('to')}
                  value={rule.value ?? ''}
                  error={errorAt(effect, 'value')?.message}
                  range={rangeOf(errorAt(effect, 'value')?.data)}
                  onChange={(value) => put(effect, { ...rule, value }, `${key}.value`)}
                />
              )}
            </Stack>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('remove', { rule: t(`effect.${effect}`) })}
              onClick={() => put(effect, undefined)}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </Group>
        );
      })}
      <RulesAbout field={field} />
    </Stack>
  );
}

/** Every rule that has to do with the field, to be opened: those that change it and those that read it. */
function RulesAbout({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('formBuilder.rules');
  const { form, showRule } = useBuilding();
  const words = useRuleWords();
  const found = (form.rules ?? []).flatMap((rule) => {
    const how = mentions(rule, field.name);
    return how ? [{ rule, how }] : [];
  });
  if (found.length === 0) return null;
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('about')}>
      {found.map(({ rule, how }) => (
        <li key={rule.id}>
          <Anchor component="button" type="button" size="xs" ta="start" onClick={() => showRule(rule.id)}>
            {t(how === 'reads' ? 'readsIt' : 'changesIt', { rule: words.name(rule) })}
          </Anchor>
        </li>
      ))}
    </Stack>
  );
}
