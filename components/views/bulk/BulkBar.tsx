'use client';
import { Button, Group, Menu, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { PrintSelected } from '@/components/record/print/PrintSelected';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView, Input } from '@/engine/kernel/api';
import { NOTHING_SELECTED, type ListQuestion, type Selection } from '../contract';
import classes from '../views.module.css';
import { BulkEdit } from './BulkEdit';
import { useBatch } from './useBatch';

type Which = Pick<Input<'record.changeMany'>, 'ids' | 'where'>;

/** What can be done with the records that are ticked, or with all that match. Nothing while none is. */
export function BulkBar(props: {
  entity: EntityView;
  question: ListQuestion;
  total: number | null;
  selection: Selection;
  onSelect: (selection: Selection) => void;
}) {
  const t = useTranslations('view');
  const record = useTranslations('record');
  const { entity, selection, total, onSelect } = props;
  const [isEditing, setEditing] = useState(false);
  const clear = () => onSelect(NOTHING_SELECTED);
  const batch = useBatch(entity, clear);
  const count = selection.isAll ? Math.max(0, (total ?? 0) - selection.ids.size) : selection.ids.size;
  if (count === 0) return null;
  const which = whichOf(props.question, selection, count);
  const canSelectAll = !selection.isAll && total !== null && total > selection.ids.size;
  return (
    <Paper className={classes.bar} role="region" aria-label={record('selection.title')} shadow="md">
      <Group gap="xs" wrap="wrap" justify="center">
        <Text size="sm" fw={500} aria-live="polite">
          {record('selection.count', { count })}
        </Text>
        {canSelectAll ? (
          <Button size="compact-sm" variant="subtle" onClick={() => onSelect({ isAll: true, ids: new Set() })}>
            {t('bulk.selectAll', { total })}
          </Button>
        ) : null}
        {entity.can.update ? (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<Icon name="pencil" size={14} />}
            onClick={() => setEditing(true)}
          >
            {t('bulk.edit')}
          </Button>
        ) : null}
        <FlowMenu
          entity={entity}
          first={selection.isAll ? null : ([...selection.ids][0] ?? null)}
          onStart={(flow) => batch.run({ ...which, op: 'start', flow }, count)}
        />
        <PrintSelected entity={entity.name} selection={selection} />
        {entity.can.delete ? (
          <Button
            size="compact-sm"
            color="red"
            variant="light"
            loading={batch.isBusy}
            leftSection={<Icon name="trash" size={14} />}
            onClick={() => batch.run({ ...which, op: 'delete' }, count)}
          >
            {record('delete')}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={clear}>
          {record('selection.clear')}
        </Button>
      </Group>
      {isEditing ? (
        <BulkEdit
          entity={entity}
          count={count}
          onClose={() => setEditing(false)}
          onApply={(values) => {
            setEditing(false);
            batch.run({ ...which, op: 'update', values }, count);
          }}
        />
      ) : null}
    </Paper>
  );
}

function whichOf({ filter, search }: ListQuestion, selection: Selection, count: number): Which {
  const ids = [...selection.ids];
  if (!selection.isAll && ids.length <= 1000) return { ids };
  if (!selection.isAll) return { where: { filter: { field: 'id', op: 'in', value: ids }, expected: count } };
  return {
    where: {
      ...(filter && { filter }),
      ...(search && { search }),
      ...(ids.length > 0 && { except: ids }),
      expected: count,
    },
  };
}

/** The flows that may be started on such records, as the first of them tells. */
function FlowMenu(props: { entity: EntityView; first: string | null; onStart: (flow: string) => void }) {
  const t = useTranslations('view');
  const say = useSay();
  const { entity, first } = props;
  const flows = useRead('flow.of', { entity: entity.name, record: first ?? '' }, { enabled: first !== null });
  const startable = flows.data?.startable ?? [];
  if (startable.length === 0) return null;
  return (
    <Menu position="top" shadow="md">
      <Menu.Target>
        <Button size="compact-sm" variant="light" leftSection={<Icon name="player-play" size={14} />}>
          {t('bulk.start')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {startable.map(({ flow, label }) => (
          <Menu.Item key={flow} onClick={() => props.onStart(flow)}>
            {say(label, flow)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
