'use client';
import { CloseButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { FormMessage } from '@/engine/form/pipeline';
import { RECORD, useFieldState } from './fieldStates';
import type { FormCore } from './formCore';
import classes from './form.module.css';

const LOOK = {
  error: { Icon: IconAlertTriangle, color: 'var(--mantine-color-error)' },
  warning: { Icon: IconAlertTriangle, color: 'var(--mantine-color-orange-text)' },
  info: { Icon: IconInfoCircle, color: 'dimmed' },
} as const;

/**
 * What rules say at a field, or about the record. Warnings and notes can be acknowledged: then they are out of the way
 * until they say something else. An error that the field says already is not said twice.
 */
export function Messages(props: { messages: readonly FormMessage[]; error?: string | undefined }) {
  const say = useSay();
  const t = useTranslations('formRules');
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const shown = props.messages
    .map((message) => ({
      ...message,
      words: say(message.text),
      key: `${message.rule} ${say(message.text)}`,
      ...LOOK[message.level],
    }))
    .filter(({ words, key }) => words !== '' && words !== props.error && !seen.has(key));
  if (shown.length === 0) return null;
  return (
    <div className={classes.messages} role="status">
      {shown.map(({ key, level, words, path, Icon, color }) => (
        <Group key={`${key} ${path.join('.')}`} gap={6} wrap="nowrap" align="flex-start" data-level={level}>
          <Text component="span" c={color} lh={1.4} aria-label={t(`level.${level}`)} role="img">
            <Icon size={14} aria-hidden />
          </Text>
          <Text size="xs" c={color} style={{ flex: 1 }}>
            {typeof path[1] === 'number' ? t('row', { row: path[1] + 1 }) : null}
            {words}
          </Text>
          {level === 'error' ? null : (
            <CloseButton
              size="xs"
              aria-label={t('seen')}
              title={t('seen')}
              onClick={() => setSeen((before) => new Set(before).add(key))}
            />
          )}
        </Group>
      ))}
    </div>
  );
}

/** What rules say about the record as a whole. */
export function RecordMessages({ core }: { core: FormCore }) {
  const { messages } = useFieldState(core.states, RECORD);
  return <Messages messages={messages} />;
}
