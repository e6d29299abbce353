import { Group, Text, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { InputProps } from '@/components/inputs/types';
import { normalizeValue } from '@/components/inputs/units';
import { wrapperProps } from '@/components/inputs/wrapper';
import { languageName } from '@/engine/form/fields/code';
import { indent, newLine } from '@/engine/form/fields/code/edit';

/**
 * A text with a fixed width: Tab and Shift+Tab move lines in and out, Enter keeps the indentation. Escape, then Tab
 * leaves the field, so that the keyboard is not caught (WCAG 2.1.2).
 */
export function CodeInput(props: InputProps) {
  const t = useTranslations('fields.code');
  const isLeaving = useRef(false);
  const value = typeof props.value === 'string' ? props.value : '';
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') isLeaving.current = true;
    const area = event.currentTarget;
    const now = { text: area.value, from: area.selectionStart, to: area.selectionEnd };
    const isTab = event.key === 'Tab' && !isLeaving.current;
    if (!isTab && event.key !== 'Enter') return;
    event.preventDefault();
    const next = isTab ? indent(now, event.shiftKey) : newLine(now);
    // Put in at once: whoever types on must not find the caret where it was.
    area.value = next.text;
    area.setSelectionRange(next.from, next.to);
    props.onChange(next.text);
  };
  return (
    <div>
      <Textarea
        {...wrapperProps(props)}
        autosize
        minRows={props.isBare ? 1 : 5}
        maxRows={24}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        styles={{
          input: {
            fontFamily: 'var(--mantine-font-family-monospace)',
            fontSize: 13,
            tabSize: 2,
            whiteSpace: 'pre',
            overflowX: 'auto',
          },
        }}
        value={value}
        onKeyDown={onKeyDown}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
        onFocus={() => (isLeaving.current = false)}
        onBlur={() => {
          const normal = normalizeValue(props.field, props.value);
          if (normal !== props.value) props.onChange(normal);
          props.onBlur?.();
        }}
      />
      {props.isBare ? null : (
        <Group justify="space-between" mt={2}>
          <Text size="xs" c="dimmed">
            {languageName(props.field.options.language)}
          </Text>
          <Text size="xs" c="dimmed">
            {t('leave')}
          </Text>
        </Group>
      )}
    </div>
  );
}
