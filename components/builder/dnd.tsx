'use client';
/**
 * Drag and drop of all builders; the only module that knows dnd-kit. It answers two questions: what is being dragged,
 * and beside (or into) what would it fall. Only pointers drag: for the keyboard every builder has commands of its own
 * (add, move, move to …), because dnd-kit's keyboard sensor moves by pixels and speaks English only.
 */
import { Accessibility, PointerActivationConstraints } from '@dnd-kit/dom';
import { DragDropProvider, DragOverlay, PointerSensor, useDraggable, useDroppable } from '@dnd-kit/react';
import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { useAnnounce } from './announce';
import classes from './builder.module.css';

/** What is dragged. `kind` decides which targets accept it. */
export interface DragItem {
  readonly kind: string;
  readonly id: string;
  /** Shown beside the pointer and spoken. */
  readonly label: string;
  readonly data?: unknown;
}
export type DropEdge = 'before' | 'after' | 'into';
export interface DropPlace {
  readonly id: string;
  readonly edge: DropEdge;
}
/** Which sides of a target can be hit: above/below, left/right, or only the inside. */
export type DropSides = 'rows' | 'columns' | 'inside';

interface TargetData {
  readonly sides: DropSides;
  readonly [key: string]: unknown;
}
const PlaceContext = createContext<DropPlace | null>(null);

const TOUCH_DELAY_MS = 220;
const sensors = [
  PointerSensor.configure({
    activationConstraints: (event) =>
      event.pointerType === 'touch'
        ? [new PointerActivationConstraints.Delay({ value: TOUCH_DELAY_MS, tolerance: 8 })]
        : [new PointerActivationConstraints.Distance({ value: 4 })],
  }),
];

function edgeOf(sides: DropSides, element: Element | undefined, at: { x: number; y: number }): DropEdge {
  if (sides === 'inside' || !element) return 'into';
  const box = element.getBoundingClientRect();
  const isBefore = sides === 'rows' ? at.y < box.top + box.height / 2 : at.x < box.left + box.width / 2;
  return isBefore ? 'before' : 'after';
}

export interface DragScopeProps {
  readonly onDrop: (item: DragItem, place: DropPlace, at: { readonly x: number; readonly y: number }) => void;
  /** What a screen reader hears; place is null while nothing would happen. */
  readonly say: (item: DragItem, place: DropPlace | null, phase: 'start' | 'over' | 'drop' | 'cancel') => string;
  readonly children: ReactNode;
}

/** Everything that can be dragged and dropped onto each other lies inside one scope. */
export function DragScope({ onDrop, say, children }: DragScopeProps) {
  const announce = useAnnounce();
  const [place, setPlace] = useState<DropPlace | null>(null);
  const current = useRef<DropPlace | null>(null);
  const pointer = useRef({ x: 0, y: 0 });
  const put = (item: DragItem, next: DropPlace | null) => {
    if (next?.id === current.current?.id && next?.edge === current.current?.edge) return;
    current.current = next;
    setPlace(next);
    if (next) announce(say(item, next, 'over'));
  };
  const follow = (operation: DragOperation) => {
    const item = itemOf(operation);
    const target = operation.target;
    pointer.current = { ...operation.position.current };
    if (!item) return;
    if (!target || target.id === item.id) return put(item, null);
    const { sides } = target.data as TargetData;
    put(item, { id: String(target.id), edge: edgeOf(sides, target.element, operation.position.current) });
  };
  return (
    <DragDropProvider
      sensors={sensors}
      plugins={(defaults) => defaults.filter((plugin) => plugin !== Accessibility)}
      onDragStart={({ operation }) => {
        const item = itemOf(operation);
        if (item) announce(say(item, null, 'start'));
      }}
      onDragMove={({ operation, to, by }) => {
        // The event tells of the move before it is carried out.
        const at = operation.position.current;
        const ahead = to ?? (by ? { x: at.x + by.x, y: at.y + by.y } : at);
        follow({ ...view(operation), position: { current: ahead } });
      }}
      onDragOver={({ operation }) => follow(view(operation))}
      onDragEnd={({ operation, canceled }) => {
        const item = itemOf(operation);
        const at = current.current;
        current.current = null;
        setPlace(null);
        if (!item) return;
        const isDropped = !canceled && at !== null;
        announce(say(item, at, isDropped ? 'drop' : 'cancel'));
        if (isDropped) onDrop(item, at, pointer.current);
      }}
    >
      <PlaceContext.Provider value={place}>{children}</PlaceContext.Provider>
      <DragOverlay dropAnimation={null}>
        {(source) => <div className={classes.dragChip}>{(source.data as { item?: DragItem }).item?.label}</div>}
      </DragOverlay>
    </DragDropProvider>
  );
}

interface DragOperation {
  readonly source: { readonly data: unknown } | null;
  readonly target: { readonly id: string | number; readonly data: unknown; readonly element?: Element } | null;
  readonly position: { readonly current: { readonly x: number; readonly y: number } };
}
const itemOf = (operation: { readonly source: { readonly data: unknown } | null }): DragItem | undefined =>
  (operation.source?.data as { item?: DragItem } | undefined)?.item;
/** The parts we use, as plain values: dnd-kit's snapshot has getters that a spread would lose. */
const view = (operation: {
  readonly source: { readonly data: unknown } | null;
  readonly target: {
    readonly id: string | number;
    readonly data: unknown;
    readonly element?: Element | undefined;
  } | null;
  readonly position: { readonly current: { readonly x: number; readonly y: number } };
}): DragOperation => ({
  source: operation.source,
  target: operation.target
    ? {
        id: operation.target.id,
        data: operation.target.data,
        ...(operation.target.element ? { element: operation.target.element } : {}),
      }
    : null,
  position: operation.position,
});

/** Makes an element draggable: put `ref` on it (and `handleRef` on a grip, if only the grip drags). */
export function useDragSource(item: DragItem, isDisabled = false) {
  const { ref, handleRef, isDragging } = useDraggable({
    id: `drag:${item.kind}:${item.id}`,
    type: item.kind,
    disabled: isDisabled,
    data: { item },
  });
  return { ref, handleRef, isDragging };
}

/** Makes an element a place to drop on. `edge` is set while something hovers: draw the line there. */
export function useDropTarget(target: {
  readonly id: string;
  readonly accepts: readonly string[];
  readonly sides: DropSides;
  /** Higher wins where targets lie inside each other. */
  readonly priority?: number;
}) {
  const accepts = useMemo(() => [...target.accepts], [target.accepts]);
  const { ref } = useDroppable({
    id: target.id,
    accept: accepts,
    collisionPriority: target.priority ?? 1,
    data: { sides: target.sides },
  });
  const place = useContext(PlaceContext);
  return { ref, edge: place?.id === target.id ? place.edge : null };
}
