'use client';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Announcer, useAnnounce } from '@/components/builder/announce';
import { DragScope } from '@/components/builder/dnd';
import { EmptyState } from '@/components/ui/EmptyState';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { ViewProps } from '../contract';
import { factsOf } from '../parts/Facts';
import { mayChange, optionField } from '../parts/may';
import { useChange } from '../parts/useChange';
import { useColors } from '../useColors';
import { useTop } from '../useTop';
import { BoardColumnView } from './BoardColumnView';
import type { CardContext } from './Card';
import { columnBeside, keyOf } from './columns';
import { useBoard } from './useBoard';
import classes from './board.module.css';

/** Records as cards in columns by a choice. A card is moved by dragging, by its menu, or by Alt and the arrows. */
export function BoardView(props: ViewProps) {
  const t = useTranslations('boards');
  const field = optionField(props.entity, props.definition.options, 'field');
  if (!field) return <EmptyState icon="columns" title={t('board.noField')} text={t('noFieldText')} />;
  return (
    <Announcer>
      <Board {...props} by={field} />
    </Announcer>
  );
}

const COLUMN = 'column:';

function Board(props: ViewProps & { by: FieldView }) {
  const t = useTranslations('boards');
  const say = useSay();
  const announce = useAnnounce();
  const { entity, by, columns: shown, open } = props;
  const frame = useRef<HTMLDivElement>(null);
  useTop(frame);
  const { cards, columns, counts } = useBoard(props, by);
  const canMove = mayChange(entity, by);
  const change = useChange(entity);
  const colorOf = useColors(props);
  const facts = useMemo(() => factsOf(entity, shown, [by.name]), [entity, shown, by]);
  const labelOf = useCallback(
    (key: string) => {
      const column = columns.find((one) => one.key === key);
      return column?.label ? say(column.label, key) : key || t('board.none', { label: say(by.label, by.name) });
    },
    [columns, say, t, by],
  );

  const move = async (id: string, key: string) => {
    const row = cards.find(id);
    const column = columns.find((one) => one.key === key);
    if (!row || !column || column.isGone || keyOf(row[by.name]) === key) return;
    const title = row.title || t('untitled');
    announce(t('board.moved', { title, column: labelOf(key) }));
    const isTaken = await change({
      row,
      values: { [by.name]: column.value },
      said: t('board.moved', { title, column: labelOf(key) }),
      show: (now) => cards.put(now),
    });
    if (!isTaken) announce(t('board.back', { title, column: labelOf(keyOf(row[by.name])) }));
  };
  const latest = useRef({ move, columns });
  useEffect(() => {
    latest.current = { move, columns };
  });
  const context = useMemo<CardContext>(() => {
    const moveTo = (id: string, key: string) => {
      void latest.current.move(id, key);
      // The card is drawn anew in another column; whoever moved it by key goes with it.
      requestAnimationFrame(() => focusCard(frame.current, id));
    };
    return {
      canMove,
      facts,
      colorOf,
      open,
      moveTo,
      targets: columns.filter(({ isGone }) => !isGone).map(({ key }) => ({ key, label: labelOf(key) })),
      onKeyDown(event, id, key) {
        const step = STEPS[event.key];
        if (!step) return;
        event.preventDefault();
        if (event.altKey || event.ctrlKey || event.metaKey) {
          const beside = step[0] !== 0 ? columnBeside(latest.current.columns, key, step[0]) : undefined;
          if (beside && canMove) moveTo(id, beside.key);
        } else focusNeighbour(frame.current, id, step);
      },
    };
  }, [canMove, facts, colorOf, open, columns, labelOf]);
  return (
    <div ref={frame}>
      <ProblemList error={counts.error} retry={() => void counts.refetch()} />
      <DragScope
        onDrop={(item, place) => void move(item.id, place.id.slice(COLUMN.length))}
        say={(item, place, phase) =>
          phase === 'start'
            ? t('drag.start', { title: item.label })
            : place
              ? t('board.over', { column: labelOf(place.id.slice(COLUMN.length)) })
              : t('drag.nowhere')
        }
      >
        <div className={classes.board} role="group" aria-label={say(entity.labelPlural, entity.name)}>
          {columns.map((column) => (
            <BoardColumnView
              key={column.key}
              id={`${COLUMN}${column.key}`}
              entity={entity}
              field={by}
              column={column}
              label={labelOf(column.key)}
              count={cards.count(column.key)}
              isCounted={counts.data !== undefined}
              rows={cards.column(column.key)}
              context={context}
            />
          ))}
        </div>
      </DragScope>
    </div>
  );
}

const STEPS: { readonly [key: string]: readonly [x: 1 | -1 | 0, y: 1 | -1 | 0] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const cardOf = (board: HTMLElement | null, id: string) =>
  board?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`) ?? null;
const focusIn = (card: Element | null | undefined): void =>
  card?.querySelector<HTMLElement>('[data-open]')?.focus({ preventScroll: false });
const focusCard = (board: HTMLElement | null, id: string): void => focusIn(cardOf(board, id));

/** The card above or below, or the one as far down in the next column that has any. */
function focusNeighbour(board: HTMLElement | null, id: string, [x, y]: readonly [number, number]): void {
  const card = cardOf(board, id);
  const list = card?.parentElement;
  if (!board || !card || !list) return;
  if (y !== 0) return focusIn(y < 0 ? card.previousElementSibling : card.nextElementSibling);
  const lists = [...board.querySelectorAll<HTMLElement>('[data-cards]')].filter((one) => one.children.length > 0);
  const next = lists[lists.indexOf(list) + x];
  const at = [...list.children].indexOf(card);
  focusIn(next?.children[Math.min(at, next.children.length - 1)]);
}
