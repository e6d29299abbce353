'use client';
import { Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Announcer, useAnnounce } from '@/components/builder/announce';
import { DragScope } from '@/components/builder/dnd';
import { EmptyState } from '@/components/ui/EmptyState';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { FieldView, Link, RecordView } from '@/engine/kernel/api';
import type { ViewProps } from '../contract';
import { factsOf } from '../parts/Facts';
import { mayChange, optionField } from '../parts/may';
import { More } from '../parts/More';
import { useChange } from '../parts/useChange';
import { useColors } from '../useColors';
import { MoveDialog } from './MoveDialog';
import { keyOn, ROOT } from './nodes';
import { TopPlace } from './TopPlace';
import { TreeLineView, type NodeContext } from './TreeLineView';
import { useTree } from './useTree';
import classes from './tree.module.css';

/** Records below their parents, read level by level. A record gets another parent by dragging or by its menu. */
export function TreeView(props: ViewProps) {
  const t = useTranslations('boards.tree');
  const parent = optionField(props.entity, props.definition.options, 'parent');
  if (!parent) return <EmptyState icon="sitemap" title={t('noField')} text={t('noFieldText')} />;
  return (
    <Announcer>
      <Tree {...props} parent={parent} />
    </Announcer>
  );
}

/** Facts beside a title. */
const MOST_FACTS = 5;

function Tree(props: ViewProps & { parent: FieldView }) {
  const t = useTranslations('boards');
  const say = useSay();
  const announce = useAnnounce();
  const { entity, parent, open } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { nodes, lines, isFlat } = useTree(props, parent);
  const [active, setActive] = useState<string | null>(null);
  const [moving, setMoving] = useState<RecordView | null>(null);
  const canMove = mayChange(entity, parent);
  const change = useChange(entity);
  const colorOf = useColors(props);
  const facts = useMemo(
    () => factsOf(entity, props.columns, [parent.name]).slice(0, MOST_FACTS),
    [entity, props.columns, parent],
  );

  const move = async (row: RecordView, to: Link | null) => {
    const title = row.title || t('untitled');
    const said = to ? t('tree.moved', { title, parent: to.title }) : t('tree.movedTop', { title });
    const isTaken = await change({
      row,
      values: { [parent.name]: to ? { id: to.id, title: to.title } : null },
      said,
      show: (now) => nodes.put(now),
    });
    announce(isTaken ? said : t('tree.back', { title }));
  };
  const drop = (id: string, onto: string) => {
    const row = nodes.find(id);
    const target = onto === ROOT ? null : nodes.find(onto);
    if (row && target !== undefined) void move(row, target && { id: target.id, title: target.title });
  };
  const latest = useRef({ move });
  useEffect(() => {
    latest.current = { move };
  });
  const context = useMemo<NodeContext>(
    () => ({
      entity,
      parent,
      facts,
      canMove,
      isFlat,
      colorOf,
      open,
      toggle: (id) => nodes.toggle(id),
      toTop: (row) => void latest.current.move(row, null),
      ask: setMoving,
      focus: setActive,
    }),
    [entity, parent, facts, canMove, isFlat, colorOf, open, nodes],
  );
  const focusLine = (index: number) => {
    const line = lines[index];
    if (line?.kind !== 'node') return;
    setActive(line.row.id);
    frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(line.row.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.node;
    const at = id === undefined ? -1 : lines.findIndex((line) => line.kind === 'node' && line.row.id === id);
    if (at < 0) return;
    if (event.key === 'Enter' && id !== undefined) open(id);
    const meant = isFlat && event.key.startsWith('ArrowR') ? null : keyOn(lines, at, event.key);
    if (!meant) return;
    event.preventDefault();
    if ('to' in meant) focusLine(meant.to);
    else nodes.toggle(meant.toggle);
  };
  const isActiveShown = lines.some((line) => line.kind === 'node' && line.row.id === active);
  return (
    <div ref={frame}>
      <ProblemList error={nodes.error} retry={() => void nodes.refresh()} />
      {isFlat ? (
        <Text size="xs" c="dimmed" mb={6}>
          {t('tree.flat')}
        </Text>
      ) : null}
      <DragScope
        onDrop={(item, place) => drop(item.id, place.id)}
        say={(item, place, phase) => {
          if (phase === 'start') return t('drag.start', { title: item.label });
          if (!place) return t('drag.nowhere');
          const onto = nodes.find(place.id);
          return onto ? t('tree.over', { parent: onto.title }) : t('tree.overTop');
        }}
      >
        <div
          role="treegrid"
          aria-label={say(entity.labelPlural, entity.name)}
          className={classes.tree}
          onKeyDown={onKeyDown}
        >
          {lines.map((line, index) =>
            line.kind === 'more' ? (
              <div key={line.key} role="row" aria-level={line.depth} style={{ paddingLeft: line.depth * 22 }}>
                <div role="gridcell">
                  <More store={nodes.level(line.parent)} />
                </div>
              </div>
            ) : (
              <TreeLineView
                key={line.key}
                line={line}
                context={context}
                isActive={isActiveShown ? active === line.row.id : index === 0}
              />
            ),
          )}
        </div>
        {canMove && !isFlat ? <TopPlace /> : null}
      </DragScope>
      {moving ? (
        <MoveDialog
          entity={entity}
          parent={parent}
          row={moving}
          onClose={() => setMoving(null)}
          onMove={(to) => {
            setMoving(null);
            void move(moving, to);
          }}
        />
      ) : null}
    </div>
  );
}
