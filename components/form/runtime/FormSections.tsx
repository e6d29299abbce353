'use client';
import { Group, Text, Title, UnstyledButton } from '@mantine/core';
import { useContext, useEffect, useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { FillPlaceProvider, type FillPlace } from '@/components/inputs/place';
import { isEmptyValue } from '@/components/inputs/units';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { Fields } from './Fields';
import { HiddenField } from './fieldAside';
import { partName, useFieldState } from './fieldStates';
import { FillQuestions } from './FillQuestions';
import type { FormCore } from './formCore';
import { useIsNear } from './nearness';
import { blocksOf, gridStyle, type PlannedSection } from './plan';
import { heldValue } from './formValues';
import { ErrorMark, SectionTabs } from './SectionTabs';
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
        {blocksOf(props.sections ?? props.core.sections).map((block) =>
          block.is === 'section' ? (
            <Section key={block.section.id} {...props} section={block.section} />
          ) : (
            <SectionTabs key={block.tabs[0]!.tab.id} core={props.core} tabs={block.tabs}>
              {(section) => <Section key={section.id} {...props} section={section} />}
            </SectionTabs>
          ),
        )}
      </div>
      <FillQuestions core={props.core} />
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
  const t = useTranslations('formRules');
  const { isVisible } = useFieldState(core.states, partName(section.id));
  const [unfolded, setUnfolded] = useState(section.fold !== 'closed');
  useEffect(
    () => core.onReveal((name) => section.items.some((item) => item.field.name === name) && setUnfolded(true)),
    [core, section],
  );
  const hasGhosts = useContext(HiddenField) !== null;
  if (!isVisible && !hasGhosts) return null;
  const label = say(section.label);
  const isOpen = !section.fold || unfolded;
  return (
    <section className={classes.section} aria-label={label || undefined}>
      {label || section.fold ? (
        <Group gap="xs" mb={isOpen ? 'sm' : 0}>
          <Title order={2} fz="sm">
            {section.fold ? (
              <UnstyledButton className={classes.fold} aria-expanded={isOpen} onClick={() => setUnfolded(!isOpen)}>
                <Icon name="chevron-down" size={14} />
                {label || t('section.more')}
                {isOpen ? null : <ErrorMark core={core} sections={[section]} />}
              </UnstyledButton>
            ) : (
              label
            )}
          </Title>
          {props.isTracked ? <SectionProgress core={core} section={section} /> : null}
        </Group>
      ) : null}
      {isOpen ? (
        <div className={classes.grid} style={gridStyle(section)}>
          <Fields core={core} cells={section.cells} onLeave={props.onLeave} />
        </div>
      ) : null}
    </section>
  );
}

/** "2 still to fill in", or a tick; nothing while the section is far from the screen. */
function SectionProgress(props: { core: FormCore; section: PlannedSection }) {
  const isNear = useIsNear(props.core.nearness, props.section.items[0]?.field.name ?? '');
  return isNear ? <Missing {...props} /> : null;
}

/** Watches the required fields of its own section only. */
function Missing(props: { core: FormCore; section: PlannedSection }) {
  const t = useTranslations('form');
  const names = props.section.items
    .map((item) => item.field.name)
    .filter((name) => props.core.states.get(name).isRequired && props.core.states.get(name).isEditable);
  const values = useWatch({ control: props.core.form.control, name: names });
  const missing = names.filter((_name, index) => isEmptyValue(heldValue(values[index]))).length;
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
