'use client';
import { Group, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { FillPlaceProvider, type FillPlace } from '@/components/inputs/place';
import { isEmptyValue } from '@/components/inputs/units';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { partName, useFieldState } from './fieldStates';
import { FormField } from './FormField';
import type { FormCore } from './formCore';
import type { PlannedSection } from './plan';
import classes from './form.module.css';

/** The sections of a form. With `isTracked` each says how much of what is required is still missing. */
export function FormSections(props: {
  core: FormCore;
  /** Absent: all sections of the form, in its order. */
  sections?: readonly PlannedSection[];
  isQuiet?: boolean;
  isTracked?: boolean;
  onLeave?: (name: string) => void;
}) {
  const { form, entity } = props.core;
  const place = useMemo(
    (): FillPlace => ({
      control: form.control,
      title() {
        const value: unknown = form.getValues(entity.titleField);
        return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      },
    }),
    [form, entity],
  );
  return (
    <FillPlaceProvider value={place}>
      <div className={props.isQuiet ? classes.quiet : undefined}>
        {(props.sections ?? props.core.sections).map((section) => (
          <Section key={section.id} {...props} section={section} />
        ))}
      </div>
    </FillPlaceProvider>
  );
}

function Section(props: {
  core: FormCore;
  section: PlannedSection;
  isTracked?: boolean;
  onLeave?: (name: string) => void;
}) {
  const say = useSay();
  const { core, section } = props;
  const { isVisible } = useFieldState(core.states, partName(section.id));
  if (!isVisible) return null;
  return (
    <section className={classes.section} aria-label={say(section.label) || undefined}>
      {say(section.label) ? (
        <Group gap="xs" mb="sm">
          <Title order={2} fz="sm">
            {say(section.label)}
          </Title>
          {props.isTracked ? <SectionProgress core={core} section={section} /> : null}
        </Group>
      ) : null}
      <div className={classes.grid} data-columns={section.columns}>
        {section.items.map((item) => (
          <FormField key={item.field.id} core={core} field={item.field} span={item.span} onLeave={props.onLeave} />
        ))}
      </div>
    </section>
  );
}

/** "2 still to fill in", or a tick. Watches the required fields of its own section only. */
function SectionProgress(props: { core: FormCore; section: PlannedSection }) {
  const t = useTranslations('form');
  const names = props.section.items
    .map((item) => item.field.name)
    .filter((name) => props.core.states.get(name).isRequired && props.core.states.get(name).isEditable);
  const values = useWatch({ control: props.core.form.control, name: names });
  const missing = names.filter((_name, index) => isEmptyValue(values[index])).length;
  if (names.length === 0) return null;
  return missing === 0 ? (
    <Text
      component="span"
      c="var(--mantine-primary-color-light-color)"
      lh={0}
      aria-label={t('section.complete')}
      role="img"
    >
      <Icon name="circle-check" />
    </Text>
  ) : (
    <Text component="span" size="xs" c="dimmed">
      {t('section.missing', { count: missing })}
    </Text>
  );
}
