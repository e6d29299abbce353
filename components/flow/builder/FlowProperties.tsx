'use client';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ExpressionEditor } from '@/components/builder/properties/ExpressionEditor';
import { PropertyPanel } from '@/components/builder/properties/PropertyPanel';
import { useScope } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import { changeNode, connect, disconnect, type FlowEdge, type FlowNode } from '@/engine/workflow/edit/edit';
import { nodeTypesByName } from './flowTypes';
import type { FlowEditing } from './useFlowEditing';

export interface FlowPropertiesProps {
  readonly editing: FlowEditing;
  /** Sentence of a problem of one of the step's options. */
  errorOf(option: string): string | undefined;
}

/** Of the selected step or connection; without a selection: when the flow starts. */
export function FlowProperties({ editing, errorOf }: FlowPropertiesProps) {
  const { node, edge } = editing;
  if (node) return <NodeProperties key={node.id} editing={editing} node={node} errorOf={errorOf} />;
  return edge ? <EdgeProperties editing={editing} edge={edge} /> : <FlowSettings editing={editing} />;
}

/** The selected step: its label, its options, and where each of its exits leads. */
function NodeProperties({ editing, node, errorOf }: FlowPropertiesProps & { readonly node: FlowNode }) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const { flow, put } = editing;
  const unit = nodeTypesByName.get(node.type);
  const exits = unit?.exits((node.options ?? {}) as never) ?? [];
  return (
    <Stack gap="sm" p="sm">
      <Text fw={600}>{say(unit?.label, node.type)}</Text>
      {unit?.hint && (
        <Text size="xs" c="dimmed">
          {say(unit.hint)}
        </Text>
      )}
      <div data-property="label">
        <TextInputs
          label={t('nodeLabel')}
          autoFocus={false}
          value={node.label}
          onChange={(label) => put(changeNode(flow, node.id, { label }, nodeTypesByName), `${node.id}.label`)}
        />
      </div>
      {unit && (
        <PropertyPanel
          schema={unit.options}
          value={node.options ?? {}}
          errorOf={errorOf}
          onChange={(options, key) => put(changeNode(flow, node.id, { options }, nodeTypesByName), `${node.id}.${key}`)}
        />
      )}
      {exits.length > 0 && (
        <Text size="xs" fw={600} c="dimmed" mt="xs">
          {t('connectTitle')}
        </Text>
      )}
      {exits.map((exit) => (
        <ExitSelect key={exit.name} editing={editing} from={node.id} exit={exit.name} label={say(exit.label)} />
      ))}
      <Group mt="xs">
        <Button size="xs" variant="subtle" color="red" onClick={editing.remove}>
          {t('deleteNode')}
        </Button>
      </Group>
    </Stack>
  );
}

const NEW = 'new:';

/** Where an exit leads: to a step that is there, or to a new one. */
function ExitSelect(props: {
  readonly editing: FlowEditing;
  readonly from: string;
  readonly exit: string;
  readonly label: string;
}) {
  const { editing, from, exit } = props;
  const { flow, put } = editing;
  const t = useTranslations('flow.builder');
  const say = useSay();
  const targets = flow.nodes.filter((other) => other.id !== from && nodeTypesByName.get(other.type)?.group !== 'begin');
  const units = [...nodeTypesByName.values()].filter((unit) => unit.group !== 'begin');
  const lead = (to: string | null) => {
    if (to?.startsWith(NEW)) editing.addAtExit(to.slice(NEW.length), exit);
    else put(to ? connect(flow, { from, exit, to }) : disconnect(flow, { from, exit }));
  };
  return (
    <Select
      size="xs"
      label={props.label}
      placeholder={t('noTarget')}
      clearable
      data={[
        {
          group: t('present'),
          items: targets.map((other) => ({ value: other.id, label: say(other.label, other.id) })),
        },
        {
          group: t('newStep'),
          items: units.map((unit) => ({ value: NEW + unit.type, label: t('newTarget', { node: say(unit.label) }) })),
        },
      ]}
      value={flow.edges.find((edge) => edge.from === from && edge.exit === exit)?.to ?? null}
      onChange={lead}
    />
  );
}

/** The selected connection: what it joins, and its end. */
function EdgeProperties({ editing, edge }: { readonly editing: FlowEditing; readonly edge: FlowEdge }) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const { flow } = editing;
  const from = flow.nodes.find((node) => node.id === edge.from);
  const exit = nodeTypesByName
    .get(from?.type ?? '')
    ?.exits((from?.options ?? {}) as never)
    .find((one) => one.name === edge.exit);
  return (
    <Stack gap="sm" p="sm">
      <Text fw={600}>{t('edge')}</Text>
      <Text size="sm">{say(from?.label, edge.from)}</Text>
      <ExitSelect editing={editing} from={edge.from} exit={edge.exit} label={say(exit?.label, t('connectTitle'))} />
      <Text size="xs" c="dimmed">
        {t('edgeHelp')}
      </Text>
      <Group>
        <Button size="xs" variant="subtle" color="red" onClick={editing.remove}>
          {t('deleteEdge')}
        </Button>
      </Group>
    </Stack>
  );
}

const TRIGGERS = ['create', 'update', 'manual'] as const;

function FlowSettings({ editing }: { readonly editing: FlowEditing }) {
  const { flow: document, put: onChange } = editing;
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
