'use client';
import { Anchor, Code, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ExpressionInput, type ErrorRange } from '../properties/ExpressionEditor';
import { useScope } from '../properties/scope';
import { conditionFields } from './fields';
import { GroupEditor } from './GroupEditor';
import { fromExpression } from './read';
import { toExpression, type Group } from './tree';

export interface ConditionBuilderProps {
  readonly label: string;
  readonly value: string | undefined;
  /** undefined: there is no condition. */
  readonly onChange: (source: string | undefined) => void;
  readonly error?: string | undefined;
  /** What of the text the error is about. */
  readonly range?: ErrorRange | undefined;
}

/** A condition over the entity at hand: by pointing where that is enough, as an expression where it is not. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { label, value, onChange, error } = props;
  const t = useTranslations('formBuilder.condition');
  const { entity, find } = useScope();
  const fields = useMemo(() => conditionFields(entity, find), [entity, find]);
  const read = useMemo(() => fromExpression(value ?? '', fields), [value, fields]);
  // A row without its value yet is no expression; it lives here until it is one.
  const [drawn, setDrawn] = useState<Group | null>(null);
  const [isText, setIsText] = useState(read === undefined);
  const source = value === 'true' ? undefined : value || undefined;
  const isKept = drawn !== null && toExpression(drawn, fields) === source;
  const group = isKept ? drawn : read;
  const put = (next: Group) => {
    setDrawn(next);
    onChange(toExpression(next, fields));
  };
  if (isText || group === undefined) {
    return (
      <Stack gap={4}>
        <ExpressionInput
          label={label}
          value={value === 'true' ? '' : (value ?? '')}
          placeholder={t('example')}
          error={error}
          range={props.range}
          onChange={(text) => onChange(text.trim() === '' ? undefined : text)}
        />
        {group !== undefined && fields.length > 0 ? (
          <Anchor component="button" type="button" size="xs" ta="start" onClick={() => setIsText(false)}>
            {t('byPointing')}
          </Anchor>
        ) : (
          <Text size="xs" c="dimmed">
            {t('byHand')}
          </Text>
        )}
      </Stack>
    );
  }
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Text size="xs" fw={500}>
        {label}
      </Text>
      <GroupEditor group={group} fields={fields} onChange={put} />
      {source && (
        <Code fz={12} style={{ overflowWrap: 'anywhere' }}>
          {source}
        </Code>
      )}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Anchor component="button" type="button" size="xs" ta="start" onClick={() => setIsText(true)}>
        {t('asText')}
      </Anchor>
    </Stack>
  );
}
