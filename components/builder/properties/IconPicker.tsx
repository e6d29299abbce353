'use client';
import { Button, Input, Popover, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { ENTITY_ICONS } from './entityIcons';
import classes from './iconPicker.module.css';

/** Chooses an icon by its picture or by words; what is chosen may be taken away again. */
export function IconPicker(props: {
  label: string;
  value: string | undefined;
  fallback: string;
  onChange: (icon: string | undefined) => void;
}) {
  const t = useTranslations('builder.icons');
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const sought = words.trim().toLowerCase();
  const found = Object.entries(ENTITY_ICONS).filter(([, { 'zh-CN': zh, en }]) => `${zh} ${en}`.includes(sought));
  const choose = (icon: string | undefined) => {
    props.onChange(icon);
    setOpen(false);
    setWords('');
  };
  const named = props.value === undefined ? undefined : ENTITY_ICONS[props.value];
  return (
    <Input.Wrapper size="xs" label={props.label} labelElement="div">
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <Button
            fullWidth
            justify="flex-start"
            size="xs"
            variant="default"
            aria-label={`${props.label}: ${named ? say(named) : t('usual')}`}
            leftSection={<Icon name={props.value} fallback={props.fallback} />}
            onClick={() => setOpen(!isOpen)}
          >
            {named ? say(named) : t('usual')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="xs" maw={300}>
          <TextInput
            size="xs"
            data-autofocus
            aria-label={t('find')}
            placeholder={t('find')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <div className={classes.icons} role="group" aria-label={props.label}>
            {found.map(([name, text]) => (
              <UnstyledButton
                key={name}
                className={classes.icon}
                aria-label={say(text)}
                aria-pressed={name === props.value}
                title={say(text)}
                onClick={() => choose(name)}
              >
                <Icon name={name} size={20} />
              </UnstyledButton>
            ))}
          </div>
          {found.length === 0 && (
            <Text size="xs" c="dimmed" my="xs">
              {t('none')}
            </Text>
          )}
          {props.value !== undefined && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => choose(undefined)}>
              {t('remove')}
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
    </Input.Wrapper>
  );
}
