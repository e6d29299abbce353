'use client';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ExpressionEditor } from '@/components/builder/properties/ExpressionEditor';
import { PropertyPanel } from '@/components/builder/properties/PropertyPanel';
import { useScope } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import type { FlowDocument } from '@/engine/kernel/documents.generated';
import { changeNode, connect, disconnect, type FlowNode } from '@/engine/workflow/edit/edit';
import { nodeTypesByName } from './flowTypes';

export interface FlowPropertiesProps {
  readonly document: FlowDocument;
  readonly node: FlowNode | undefined;
  /** `merge`: typing in one box is one step of undo. */
  onChange(document: FlowDocument, merge?: string): void;
  onDelete(): void;
  /** Sentence of a problem of one of the node's options. */
  errorOf(option: string): string | undefined;
}

/** The selected step: its label, its options, and where each of its exits leads. Without a selection: when the flow starts. */
export function FlowProperties(props: FlowPropertiesProps) {
  return props.node ? <NodeProperties {...props} node={props.node} /> : <FlowSettings {...props} />;
}

function NodeProperties({
  document,
  node,
  onChange,
  onDelete,
  errorOf,
}: FlowPropertiesProps & { readonly node: FlowNode }) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const unit = nodeTypesByName.get(node.type);
  const targets = document.nodes.filter(
    (other) => other.id !== node.id && nodeTypesByName.get(other.type)?.group !== 'begin',
  );
  const exits = unit?.exits((node.options ?? {}) as never) ?? [];
  const lead = (exit: string, to: string | null) =>
    onChange(to ? connect(document, { from: node.id, exit, to }) : disconnect(document, { from: node.id, exit }));
  return (
    <Stack gap="sm" p="sm">
      <Text fw={600}>{say(unit?.label, node.type)}</Text>
      {unit?.hint && (
        <Text size="xs" c="dimmed">
          {say(unit.hint)}
        </Text>
      )}
      <TextInputs
        label={t('nodeLabel')}
        autoFocus={false}
        value={node.label}
        onChange={(label) => onChange(changeNode(document, node.id, { label }, nodeTypesByName), `${node.id}.label`)}
      />
      {unit && (
        <PropertyPanel
          key={node.id}
          schema={unit.options}
          value={node.options ?? {}}
          errorOf={errorOf}
          onChange={(options, key) =>
            onChange(changeNode(document, node.id, { options }, nodeTypesByName), `${node.id}.${key}`)
          }
        />
      )}
      {exits.length > 0 && (
        <Text size="xs" fw={600} c="dimmed" mt="xs">
          {t('connectTitle')}
        </Text>
      )}
      {exits.map((exit) => (
        <Select
          key={exit.name}
          size="xs"
          label={say(exit.label)}
          placeholder={t('noTarget')}
          clearable
          data={targets.map((other) => ({ value: other.id, label: say(other.label, other.id) }))}
          value={document.edges.find((edge) => edge.from === node.id && edge.exit === exit.name)?.to ?? null}
          onChange={(to) => lead(exit.name, to)}
        />
      ))}
      <Group mt="xs">
        <Button size="xs" variant="subtle" color="red" onClick={onDelete}>
          {t('deleteNode')}
        </Button>
      </Group>
    </Stack>
  );
}

const TRIGGERS = ['create', 'update', 'manual'] as const;

function FlowSettings({ document, onChange }: FlowPropertiesProps) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const { entities } = useScope();
  const when = (value: unknown) => {
    const { when: _old, ...trigger } = document.trigger;
    onChange(
      { ...document, trigger: typeof value === 'string' && value.trim() ? { ...trigger, when: value } : trigger },
      'when',
    );
  };
  return (
    <Stack gap="sm" p="sm">
      <Text fw={600}>{t('settings')}</Text>
      <Select
        size="xs"
        label={t('entity')}
        data={entities.map((entity) => ({ value: entity.name, label: say(entity.label, entity.name) }))}
        value={document.entity}
        onChange={(entity) => entity && onChange({ ...document, entity })}
        allowDeselect={false}
        searchable
      />
      <Select
        size="xs"
        label={t('trigger')}
        data={TRIGGERS.map((on) => ({ value: on, label: t(`triggerOn.${on}`) }))}
        value={document.trigger.on}
        allowDeselect={false}
        onChange={(on) =>
          on && onChange({ ...document, trigger: { ...document.trigger, on: on as (typeof TRIGGERS)[number] } })
        }
      />
      {document.trigger.on !== 'manual' && (
        <ExpressionEditor
          name="when"
          schema={{}}
          label={t('when')}
          help={t('whenHelp')}
          value={document.trigger.when}
          isRequired={false}
          onChange={when}
        />
      )}
    </Stack>
  );
}
