'use client';
import { Tabs } from '@mantine/core';
import { useCallback, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { partName } from './fieldStates';
import type { FormCore } from './formCore';
import type { PlannedSection, PlannedTab } from './plan';
import classes from './form.module.css';

interface TabOf {
  readonly tab: PlannedTab;
  readonly sections: readonly PlannedSection[];
}

/** A row of tabs with the sections behind each. A tab in which something is wrong is marked. */
export function SectionTabs(props: {
  core: FormCore;
  tabs: readonly TabOf[];
  children: (section: PlannedSection) => ReactNode;
}) {
  const { core, tabs } = props;
  const [chosen, choose] = useState<string | null>(null);
  const isShown = useParts(
    core,
    tabs.map(({ tab }) => tab.id),
  );
  const shown = tabs.filter(({ tab }) => isShown(tab.id));
  const open = shown.find(({ tab }) => tab.id === chosen) ?? shown[0];
  useEffect(
    () =>
      core.onReveal((name) => {
        const at = tabs.find((one) => namesIn(one.sections).includes(name));
        if (at) choose(at.tab.id);
      }),
    [core, tabs],
  );
  const say = useSay();
  if (!open) return null;
  return (
    // Only what is in front is drawn: a tab more costs nothing while one types.
    <Tabs value={open.tab.id} onChange={choose} keepMounted={false} mt="xs">
      <Tabs.List>
        {shown.map(({ tab, sections }) => (
          <Tabs.Tab key={tab.id} value={tab.id} rightSection={<ErrorMark core={core} sections={sections} />}>
            {say(tab.label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={open.tab.id}>{open.sections.map((section) => props.children(section))}</Tabs.Panel>
    </Tabs>
  );
}

/** Tells which parts rules show; drawn anew when one of them comes or goes. */
export function useParts(core: FormCore, ids: readonly string[]): (id: string) => boolean {
  const key = ids.join(' ');
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = key.split(' ').map((id) => core.states.subscribe(partName(id), listener));
      return () => stops.forEach((stop) => stop());
    },
    [core, key],
  );
  const read = () => ids.filter((id) => !core.states.get(partName(id)).isVisible).join(' ');
  const hidden = useSyncExternalStore(subscribe, read, read).split(' ');
  return (id) => !hidden.includes(id);
}

export const namesIn = (sections: readonly PlannedSection[]): readonly string[] =>
  sections.flatMap(({ items }) => items.map(({ field }) => field.name));

/** A dot while something in these sections is wrong. */
export function ErrorMark(props: { core: FormCore; sections: readonly PlannedSection[] }) {
  const t = useTranslations('formRules');
  const { states } = props.core;
  const key = namesIn(props.sections).join(' ');
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = key.split(' ').map((name) => states.subscribe(name, listener));
      return () => stops.forEach((stop) => stop());
    },
    [states, key],
  );
  const read = () => key.split(' ').some((name) => states.get(name).error !== undefined);
  const isWrong = useSyncExternalStore(subscribe, read, read);
  return isWrong ? <span className={classes.mark} role="img" aria-label={t('wrong')} /> : null;
}
