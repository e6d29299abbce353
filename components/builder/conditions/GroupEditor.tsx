'use client';
import { ActionIcon, Button, Group as Line, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { RowEditor } from './RowEditor';
import { operatorsOf, type ConditionField, type Group, type Node, type Row } from './tree';
import classes from './conditions.module.css';

const MOST_NESTING = 3;

/** Conditions of which all must hold, or one; groups may lie in groups. */
export function GroupEditor(props: {
  readonly group: Group;
  readonly fields: readonly ConditionField[];
  readonly onChange: (group: Group) => void;
  readonly depth?: number;
}) {
  const { group, fields, onChange, depth = 0 } = props;
  const t = useTranslations('formBuilder.condition');
  const box = useRef<HTMLDivElement>(null);
  const first = fields[0];
  const fresh = (): Row => ({ is: 'row', field: first!.name, op: operatorsOf(first!)[0]!, value: '' });
  const put = (of: readonly Node[]) => onChange({ ...group, of });
  const add = (node: Node) => {
    put([...group.of, node]);
    // What was added is what one wants to fill in next.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const rows = box.current?.querySelectorAll<HTMLElement>('[data-condition] input:not([type=hidden])');
        const own = box.current?.querySelectorAll('[data-condition]');
        const last = own?.item(own.length - 1);
        (last?.querySelector<HTMLElement>('input') ?? rows?.item(0))?.focus();
      }),
    );
  };
  const change = (at: number, next: Node | undefined) =>
    put(next ? group.of.with(at, next) : group.of.toSpliced(at, 1));
  return (
    <Stack gap={6} ref={box} className={depth > 0 ? classes.group : undefined}>
      {group.of.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('how')}
          value={group.all ? 'all' : 'one'}
          data={[
            { value: 'all', label: t('all') },
            { value: 'one', label: t('one') },
          ]}
          onChange={(how) => onChange({ ...group, all: how === 'all' })}
        />
      )}
      {group.of.length === 0 && depth === 0 && (
        <Text size="xs" c="dimmed">
          {t('always')}
        </Text>
      )}
      {group.of.map((node, at) => (
        <Line key={at} gap={4} wrap="nowrap" align="flex-start">
          {node.is === 'row' ? (
            <RowEditor row={node} n={at + 1} fields={fields} onChange={(next) => change(at, next)} />
          ) : (
            <div style={{ flex: 1, minWidth: 0 }}>
              <GroupEditor group={node} fields={fields} depth={depth + 1} onChange={(next) => change(at, next)} />
            </div>
          )}
          <ActionIcon
            size="sm"
            mt={4}
            variant="subtle"
            color="gray"
            aria-label={t(node.is === 'row' ? 'remove' : 'removeGroup', { n: at + 1 })}
            onClick={() => change(at, undefined)}
          >
            <IconX size={14} />
          </ActionIcon>
        </Line>
      ))}
      <Line gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={12} />}
          disabled={!first}
          onClick={() => add(fresh())}
        >
          {t(group.of.length === 0 ? 'add' : group.all ? 'and' : 'or')}
        </Button>
        {depth < MOST_NESTING && group.of.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => add({ is: 'group', all: !group.all, of: [fresh(), fresh()] })}
          >
            {t(group.all ? 'addOneOf' : 'addAllOf')}
          </Button>
        )}
      </Line>
    </Stack>
  );
}
