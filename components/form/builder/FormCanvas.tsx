'use client';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useDropTarget } from '@/components/builder/dnd';
import { usePanes } from '@/components/builder/panes';
import { useSay } from '@/components/ui/say';
import type { Section } from '@/engine/form/edit/command';
import { CanvasField, FIELD_KIND } from './CanvasField';
import { useBuilding } from './context';
import { PALETTE_KIND } from './FieldPalette';
import { nextStop, sectionTarget } from './places';
import { isForBuildersOnly } from './rights';
import classes from './form-builder.module.css';

const ACCEPTS = [PALETTE_KIND, FIELD_KIND];

/** The form under construction. Arrow keys walk, Alt+arrows move, Enter goes to the properties. */
export function FormCanvas() {
  const t = useTranslations('builder.form');
  const building = useBuilding();
  const { form, selection, select, step, duplicate } = building;
  const { show } = usePanes();
  const onKey = (event: KeyboardEvent) => {
    const isStop = event.target instanceof HTMLElement && event.target.dataset['stop'] !== undefined;
    if (!isStop) return;
    const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
    const isMod = event.metaKey || event.ctrlKey;
    const act = way
      ? () => (event.altKey && selection ? step(selection, way) : select(nextStop(building, selection, way), true))
      : event.key === 'Enter' || event.key === ' '
        ? () => show('right', '[data-property="label"] input')
        : isMod && event.key.toLowerCase() === 'd' && selection?.is === 'field'
          ? () => duplicate(selection.id)
          : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  };
  const isEmpty = form.sections.length === 1 && form.sections[0]?.items.length === 0;
  return (
    // The keys act on the buttons inside; the list itself takes no focus.
    <div onKeyDown={onKey}>
      <RightsNotice />
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

function CanvasSection(props: {
  readonly section: Section;
  readonly index: number;
  readonly isFirstAndEmpty: boolean;
}) {
  const { section, index } = props;
  const t = useTranslations('builder.form');
  const say = useSay();
  const { entity, selection, select } = useBuilding();
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
      <div className={classes.grid} data-columns={section.columns ?? 1}>
        {section.items.map((item) => {
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
