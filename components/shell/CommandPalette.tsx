'use client';
import { Divider, Loader, Modal, ScrollArea, Text, TextInput } from '@mantine/core';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useCommands, type Command } from './commands';
import classes from './shell.module.css';

/** ⌘K: finds places, records, documents and actions; arrow keys choose, Enter goes. */
export function CommandPalette(props: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('shell');
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="10vh"
      centered={false}
      attributes={{ content: { 'aria-label': t('search.open') } }}
    >
      <Palette onClose={props.onClose} isOpen={props.isOpen} />
    </Modal>
  );
}

function Palette(props: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('shell');
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { commands, isSearching } = useCommands(text, props.isOpen);
  const at = Math.min(chosen, Math.max(0, commands.length - 1));

  const run = (command: Command | undefined) => {
    if (!command) return;
    props.onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = (at + step + commands.length) % Math.max(1, commands.length);
      setChosen(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(commands[at]);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        px="sm"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={commands.length > 0 ? `${listId}-${at}` : undefined}
        aria-label={t('search.open')}
        placeholder={t('search.placeholder')}
        value={text}
        leftSection={<Icon name="search" />}
        rightSection={isSearching && text ? <Loader size={14} /> : null}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Divider />
      <ScrollArea.Autosize mah={380} p={6}>
        <div id={listId} role="listbox" aria-label={t('search.results')}>
          {commands.map((command, index) => (
            <div
              key={command.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              className={classes.option}
              onMouseMove={() => setChosen(index)}
              onClick={() => run(command)}
            >
              <Icon name={command.icon} />
              <Text size="sm" truncate>
                {command.label}
              </Text>
              {command.note ? <span className={classes.optionNote}>{command.note}</span> : null}
            </div>
          ))}
        </div>
        {commands.length === 0 && !isSearching ? (
          <Text c="dimmed" size="sm" p="md" ta="center">
            {t('search.none')}
          </Text>
        ) : null}
      </ScrollArea.Autosize>
    </>
  );
}
