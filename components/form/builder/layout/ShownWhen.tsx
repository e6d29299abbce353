'use client';
import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { documentId } from '@/engine/kernel/ids';
import { useBuilding } from '../context';
import { useRuleWords } from '../rules/useRules';

/** The rules that show a part of the form, and a way to a new one. */
export function ShownWhen({ part }: { readonly part: string }) {
  const t = useTranslations('layout.item');
  const words = useRuleWords();
  const { form, run, showRule } = useBuilding();
  const rules = form.rules ?? [];
  const own = rules.filter(({ then }) => then.some((effect) => effect.part === part));
  const add = () => {
    const id = documentId('rul');
    run([{ do: 'putRules', rules: [...rules, { id, when: 'true', then: [{ effect: 'show', part }] }] }]);
    showRule(id);
  };
  return (
    <div>
      <Text size="xs" fw={500} mb={4}>
        {t('shown')}
      </Text>
      <Group gap={6}>
        {own.map((rule) => (
          <Button key={rule.id} size="compact-xs" variant="light" onClick={() => showRule(rule.id)}>
            {words.name(rule)}
          </Button>
        ))}
        <Button size="compact-xs" variant="default" onClick={add}>
          {t('addRule')}
        </Button>
      </Group>
    </div>
  );
}
