'use client';
import { Box, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useDragSource } from './dnd';
import classes from './builder.module.css';

/** One thing that can be added: by dragging, by a click, or by Enter. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon?: ReactNode;
  /** Further words by which a search finds it. */
  readonly words?: string;
}
export interface PaletteGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}
export interface PaletteProps {
  /** `kind` of the drag item; targets say which kinds they accept. */
  readonly kind: string;
  readonly groups: readonly PaletteGroup[];
  /** Adds after what is selected. */
  readonly onAdd: (entry: PaletteEntry) => void;
  readonly children?: ReactNode;
}

/** Searchable list of what can be dragged onto the canvas. Arrow keys walk through it, Enter adds. */
export function Palette({ kind, groups, onAdd, children }: PaletteProps) {
  const t = useTranslations('builder.palette');
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const fits = (entry: PaletteEntry) =>
    `${entry.label} ${entry.hint ?? ''} ${entry.words ?? ''} ${entry.id}`.toLowerCase().includes(wanted);
  const found = groups.map((g) => ({ ...g, entries: g.entries.filter(fits) })).filter((g) => g.entries.length > 0);
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, [data-palette-item]')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const to = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
  const addFirst = (event: KeyboardEvent) => {
    const first = found[0]?.entries[0];
    if (event.key !== 'Enter' || !first || wanted === '') return;
    event.preventDefault();
    onAdd(first);
  };
  return (
    <Box p={8} onKeyDown={walk}>
      <TextInput
        size="xs"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={addFirst}
        data-palette-search
      />
      {found.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <div className={classes.groupTitle}>{group.title}</div>
          {group.entries.map((entry) => (
            <PaletteButton key={entry.id} kind={kind} entry={entry} onAdd={onAdd} />
          ))}
        </section>
      ))}
      {found.length === 0 && (
        <Text size="sm" c="dimmed" p={8}>
          {t('nothing', { search })}
        </Text>
      )}
      {children}
    </Box>
  );
}

function PaletteButton(props: {
  readonly kind: string;
  readonly entry: PaletteEntry;
  readonly onAdd: (entry: PaletteEntry) => void;
}) {
  const { kind, entry, onAdd } = props;
  const { ref, isDragging } = useDragSource({ kind, id: entry.id, label: entry.label });
  return (
    <UnstyledButton
      ref={ref}
      className={classes.paletteItem}
      data-palette-item={entry.id}
      data-dragging={isDragging}
      title={entry.hint}
      onClick={() => onAdd(entry)}
    >
      <span className={classes.paletteIcon}>{entry.icon}</span>
      <span>{entry.label}</span>
    </UnstyledButton>
  );
}
