'use client';
import {
  Button,
  ColorSwatch,
  Group,
  Menu,
  Popover,
  Stack,
  Text as Words,
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import { CHOICE_COLORS } from '@/engine/form/choices';
import type { Locale } from '@/engine/kernel/text';
import { choicesFromLines, choiceValue, type Choice } from './choices';
import type { EditorProps } from './editor';
import { ListEditor } from './ListEditor';

/** The options of a choice field: label in both languages, stored value, colour; add, reorder, paste many lines. */
export function ChoicesEditor({ label, help, value, onChange, isRequired, error }: EditorProps) {
  const t = useTranslations('builder.choices');
  const choices = Array.isArray(value) ? (value as readonly Choice[]) : [];
  const [isShowingValues, setShowingValues] = useState(false);
  return (
    <ListEditor
      label={label}
      help={help}
      error={error}
      isRequired={isRequired}
      items={choices}
      onChange={onChange}
      addLabel={t('add')}
      add={(): Choice => ({
        value: choiceValue(
          '',
          choices.map((c) => c.value),
        ),
        label: { 'zh-CN': '', en: '' },
      })}
      row={(choice, change, index) => (
        <ChoiceRow
          choice={choice}
          onChange={change}
          index={index}
          isShowingValue={isShowingValues}
          others={choices.toSpliced(index, 1).map((c) => c.value)}
        />
      )}
    >
      <PasteLines onPaste={(text, locale) => onChange([...choices, ...choicesFromLines(text, choices, locale)])} />
      {!isShowingValues && choices.length > 0 && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setShowingValues(true)}>
          {t('values')}
        </Button>
      )}
    </ListEditor>
  );
}

function ChoiceRow(props: {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly index: number;
  /** The value kept in records; people see the label. */
  readonly isShowingValue: boolean;
  readonly others: readonly string[];
}) {
  const { choice, onChange, index } = props;
  const t = useTranslations('builder.choices');
  const first = useAppLocale();
  const second: Locale = first === 'en' ? 'zh-CN' : 'en';
  const put = (locale: Locale, text: string) => {
    const label = { ...choice.label, [locale]: text };
    // While a choice is new its value follows its English label; a value in use is what records hold, so it stays.
    const isNew = /^option_\d+$/.test(choice.value) || choice.value === choiceValue(choice.label.en, props.others);
    onChange({ ...choice, label, ...(isNew ? { value: choiceValue(label.en, props.others) } : {}) });
  };
  return (
    <Stack gap={4}>
      <Group gap={4} wrap="nowrap">
        <ColorMenu
          color={choice.color}
          label={t('color', { n: index + 1 })}
          onChange={(color) => onChange(color ? { ...choice, color } : { value: choice.value, label: choice.label })}
        />
        <TextInput
          style={{ flex: 1 }}
          size="xs"
          aria-label={`${t('label', { n: index + 1 })} · ${t(`language.${first}`)}`}
          placeholder={t(`language.${first}`)}
          value={choice.label[first]}
          onChange={(event) => put(first, event.currentTarget.value)}
        />
      </Group>
      <Group gap={4} wrap="nowrap" pl={26}>
        <TextInput
          style={{ flex: 1 }}
          size="xs"
          aria-label={`${t('label', { n: index + 1 })} · ${t(`language.${second}`)}`}
          placeholder={t(`language.${second}`)}
          value={choice.label[second]}
          onChange={(event) => put(second, event.currentTarget.value)}
        />
        {props.isShowingValue && (
          <TextInput
            w={84}
            size="xs"
            aria-label={t('value', { n: index + 1 })}
            placeholder={t('valueShort')}
            value={choice.value}
            error={props.others.includes(choice.value)}
            onChange={(event) => onChange({ ...choice, value: event.currentTarget.value })}
          />
        )}
      </Group>
    </Stack>
  );
}

function ColorMenu(props: {
  readonly color: string | undefined;
  readonly label: string;
  readonly onChange: (color: string | undefined) => void;
}) {
  const t = useTranslations('builder.choices');
  const swatch = (color: string | undefined) => (
    <ColorSwatch size={16} color={color ? `var(--mantine-color-${color}-5)` : 'transparent'} />
  );
  return (
    <Menu withinPortal shadow="md" position="bottom-start">
      <Menu.Target>
        <UnstyledButton aria-label={props.label} p={3} style={{ borderRadius: 6, flex: 'none' }}>
          {swatch(props.color)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {[undefined, ...CHOICE_COLORS].map((color) => (
          <Menu.Item key={color ?? 'none'} leftSection={swatch(color)} onClick={() => props.onChange(color)}>
            {t(`colors.${color ?? 'none'}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PasteLines({ onPaste }: { readonly onPaste: (text: string, locale: Locale) => void }) {
  const t = useTranslations('builder.choices');
  const locale = useAppLocale();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  return (
    <Popover opened={isOpen} onChange={setOpen} width={300} withinPortal trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(!isOpen)}>
          {t('paste')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Words size="xs" c="dimmed">
            {t('pasteHelp')}
          </Words>
          <Textarea
            size="xs"
            aria-label={t('paste')}
            autosize
            minRows={4}
            maxRows={10}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <Button
            size="xs"
            onClick={() => {
              onPaste(text, locale);
              setText('');
              setOpen(false);
            }}
          >
            {t('pasteAdd')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
