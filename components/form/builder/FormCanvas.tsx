'use client';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ClipboardEvent, KeyboardEvent, MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useDropTarget } from '@/components/builder/dnd';
import { usePanes } from '@/components/builder/panes';
import { useSay } from '@/components/ui/say';
import type { Section } from '@/engine/form/edit/command';
import { isFieldItem } from '@/engine/form/layout';
import { CanvasField, FIELD_KIND } from './CanvasField';
import { useBuilding } from './context';
import { PALETTE_KIND } from './FieldPalette';
import { CanvasItem } from './layout/CanvasItem';
import { SeenBy } from './overlays/SeenBy';
import { nextStop, sectionTarget } from './places';
import { isForBuildersOnly } from './rights';
import { gridStyle } from '../runtime/plan';
import classes from './form-builder.module.css';

const ACCEPTS = [PALETTE_KIND, FIELD_KIND];

/** The form under construction. Arrow keys walk, Alt+arrows move, Enter goes to the properties. */
export function FormCanvas() {
  const t = useTranslations('builder.form');
  const building = useBuilding();
  const { selection, select, step, duplicate, overlays } = building;
  const { form } = overlays.shown;
  const { show } = usePanes();
  const onKey = (event: KeyboardEvent) => {
    if (!isStop(event.target)) return;
    const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
    const act = way ? () => walk(event, way) : onStop(event);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const walk = (event: KeyboardEvent, way: 1 | -1) => {
    if (event.altKey && selection) return step(selection, way);
    const next = nextStop({ ...building, form }, selection, way);
    if (event.shiftKey && next?.is === 'field') return building.choose(next.id, 'range');
    return select(next, true);
  };
  /** What a key does with what is selected. */
  const onStop = ({ key, metaKey, ctrlKey }: KeyboardEvent): (() => void) | undefined => {
    if (key === 'Enter' || key === ' ') return () => show('right', '[data-property="label"] :is(input, textarea)');
    if (!metaKey && !ctrlKey) return undefined;
    if (key.toLowerCase() === 'a') return building.chooseSection;
    if (key.toLowerCase() !== 'd' || !selection || selection.is === 'section') return undefined;
    return building.chosen.length > 1 ? building.duplicateAll : () => duplicate(selection.id);
  };
  const onCopy = (event: ClipboardEvent) => {
    const text = isStop(event.target) ? building.copy() : undefined;
    if (text === undefined) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    if (event.type === 'cut' && selection) building.remove(selection);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isStop(event.target) && building.paste(event.clipboardData.getData('text/plain'))) event.preventDefault();
  };
  /** A click beside the form selects nothing: the right side is about the whole form then. */
  const onBeside = ({ target, currentTarget }: MouseEvent) => {
    if (target === currentTarget) select(null);
  };
  const isEmpty = form.sections.length === 1 && form.sections[0]?.items.length === 0;
  return (
    // The keys act on the buttons inside; the list itself takes no focus.
    <div className={classes.desk} onClick={onBeside} onKeyDown={onKey} onCopy={onCopy} onCut={onCopy} onPaste={onPaste}>
      <RightsNotice />
      <SeenBy />
      <div className={classes.sheet}>
        {form.sections.map((section, index) => (
          <CanvasSection key={section.id} section={section} index={index} isFirstAndEmpty={isEmpty} />
        ))}
        {!isEmpty && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} />}
            onClick={building.addSection}
          >
            {t('addSection')}
          </Button>
        )}
      </div>
    </div>
  );
}

const isStop = (target: EventTarget): boolean => target instanceof HTMLElement && target.dataset['stop'] !== undefined;

function CanvasSection(props: {
  readonly section: Section;
  readonly index: number;
  readonly isFirstAndEmpty: boolean;
}) {
  const { section, index } = props;
  const t = useTranslations('builder.form');
  const say = useSay();
  const { entity, selection, select, overlays } = useBuilding();
  const patch = overlays.patchOf({ part: section.id });
  const { ref: dropRef, edge } = useDropTarget({
    id: sectionTarget(section.id),
    accepts: ACCEPTS,
    sides: 'inside',
    priority: 1,
  });
  const label = say(section.label);
  const isSelected = selection?.id === section.id;
  const isFirstStop = selection === null && index === 0;
  return (
    <section
      ref={dropRef}
      className={classes.section}
      data-over={edge !== null}
      data-overlaid={patch ? true : undefined}
      data-gone={patch?.hide}
      aria-label={label || t('sectionN', { n: index + 1 })}
    >
      <div
        role="button"
        tabIndex={isSelected || isFirstStop ? 0 : -1}
        data-pane-focus={isSelected || isFirstStop ? true : undefined}
        aria-pressed={isSelected}
        data-stop={section.id}
        data-empty={label === ''}
        className={classes.sectionHead}
        onClick={() => select({ is: 'section', id: section.id }, true)}
      >
        {label || t('sectionN', { n: index + 1 })}
      </div>
      <div className={classes.grid} data-columns style={gridStyle({ columns: section.columns ?? 1 })}>
        {section.items.map((item) => {
          if (!isFieldItem(item)) return <CanvasItem key={item.id} item={item} section={section} />;
          const field = entity.fields.find((f) => f.name === item.field);
          return field && <CanvasField key={field.id} field={field} item={item} section={section} />;
        })}
        {section.items.length === 0 && <EmptySection isTeaching={props.isFirstAndEmpty} />}
      </div>
    </section>
  );
}

/** An empty form teaches how to begin; an empty section only says what it is for. */
function EmptySection({ isTeaching }: { readonly isTeaching: boolean }) {
  const t = useTranslations('builder.form');
  if (!isTeaching) return <div className={classes.empty}>{t('emptySection')}</div>;
  return (
    <div className={`${classes.empty} ${classes.teach}`}>
      <strong>{t('teach.title')}</strong>
      <ol>
        <li>{t('teach.one')}</li>
        <li>{t('teach.two')}</li>
        <li>{t('teach.three')}</li>
      </ol>
    </div>
  );
}

/** A form that nobody may fill in is the commonest thing forgotten. */
function RightsNotice() {
  const t = useTranslations('builder.form');
  const { roles, entity, showRights } = useBuilding();
  if (!isForBuildersOnly({ entity, roles })) return null;
  return (
    <div className={classes.notice}>
      <span style={{ flex: 1 }}>{t('nobody')}</span>
      <Button size="compact-xs" variant="default" onClick={showRights}>
        {t('chooseWho')}
      </Button>
    </div>
  );
}
