'use client';
import { Button, Group, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { partName, useFieldState } from './fieldStates';
import { ReadField } from './FormField';
import type { FormCore } from './formCore';
import { LayoutCell } from './LayoutCell';
import { cellStyle, gridStyle, type PlannedItem, type PlannedSection } from './plan';
import classes from './form.module.css';

interface ReviewPage {
  readonly id: string;
  readonly label: string;
  readonly sections: readonly PlannedSection[];
}

/** Everything that was filled in, to read, page by page, each with a way back to it. */
export function Review(props: { core: FormCore; pages: readonly ReviewPage[]; onEdit: (page: string) => void }) {
  const t = useTranslations('formRules');
  return (
    <>
      {props.pages.map((page) => (
        <section key={page.id} className={classes.section} aria-label={page.label}>
          <Group justify="space-between" mb="xs">
            <Title order={2} fz="sm">
              {page.label}
            </Title>
            <Button size="compact-sm" variant="subtle" onClick={() => props.onEdit(page.id)}>
              {t('edit')}
            </Button>
          </Group>
          {page.sections.map((section) => (
            <ReviewSection key={section.id} core={props.core} section={section} />
          ))}
        </section>
      ))}
    </>
  );
}

function ReviewSection({ core, section }: { core: FormCore; section: PlannedSection }) {
  const say = useSay();
  const { isVisible } = useFieldState(core.states, partName(section.id));
  if (!isVisible) return null;
  return (
    <>
      {say(section.label) ? (
        <Title order={3} fz="xs" c="dimmed" mt="xs" mb={4}>
          {say(section.label)}
        </Title>
      ) : null}
      <div className={classes.grid} style={gridStyle(section)}>
        {section.cells.map((cell) =>
          'field' in cell ? (
            <ReviewField key={cell.field.id} core={core} item={cell} />
          ) : (
            <LayoutCell key={cell.item.id} core={core} cell={cell} mode="read" />
          ),
        )}
      </div>
    </>
  );
}

function ReviewField({ core, item }: { core: FormCore; item: PlannedItem }) {
  const { isVisible } = useFieldState(core.states, item.field.name);
  if (!isVisible) return null;
  return (
    <div className={classes.cell} data-field={item.field.name} style={cellStyle(item)}>
      <ReadField core={core} field={item.field} />
    </div>
  );
}
