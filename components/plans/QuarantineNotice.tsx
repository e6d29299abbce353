'use client';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FieldInput } from '@/components/inputs/registry';
import { call, queryKey, useRead } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import type { FieldView, QuarantinedValue } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { linkless } from './linkless';
import classes from './plans.module.css';

/** Values of this record that did not convert when a field changed: what they were, and putting them right. */
export function QuarantineNotice(props: {
  readonly entity: string;
  readonly record: string;
  readonly fields: readonly FieldView[];
}) {
  const { entity, record, fields } = props;
  const t = useTranslations('plans.quarantine');
  const { data } = useRead('record.quarantine', { entity, id: record });
  if (!data || data.values.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title={t('title', { count: data.values.length })} mb="sm">
      <Text size="sm">{t('words')}</Text>
      <ul className={classes.values} aria-label={t('list')}>
        {data.values.map((value) => (
          <SetAside key={value.id} value={value} entity={entity} record={record} field={fieldOf(fields, value.field)} />
        ))}
      </ul>
    </Alert>
  );
}

/** `state`, or `lines.amount`. */
function fieldOf(fields: readonly FieldView[], name: string): FieldView | undefined {
  const [first, second] = name.split('.');
  const own = fields.find((field) => field.name === first);
  return second === undefined ? own : own?.fields?.find((field) => field.name === second);
}

function SetAside(props: {
  readonly value: QuarantinedValue;
  readonly entity: string;
  readonly record: string;
  readonly field: FieldView | undefined;
}) {
  const { value, entity, record, field } = props;
  const t = useTranslations('plans.quarantine');
  const say = useSay();
  const notes = useNotes();
  const client = useQueryClient();
  const [isFixing, setFixing] = useState(false);
  const [to, setTo] = useState<Json>(null);
  const resolve = async (how: { readonly value: Json } | { readonly dismiss: true }) => {
    try {
      const left = await call('quarantine.resolve', { id: value.id, ...how });
      client.setQueryData(queryKey('record.quarantine', { entity, id: record }), left);
      for (const stale of ['record.get', 'record.history', 'record.timeline', 'quarantine.list']) {
        await client.invalidateQueries({ queryKey: [stale] });
      }
    } catch (error) {
      notes.failed(error);
    }
  };
  return (
    <li className={classes.value}>
      <Text span size="sm" c="dimmed">
        {say(value.label, value.field)}
      </Text>
      <span className={classes.word}>{value.value}</span>
      <Text span size="xs" c="dimmed">
        {value.why}
      </Text>
      {value.canResolve && !isFixing && (
        <Group gap={4} ml="auto">
          {field && (
            <Button size="compact-xs" variant="default" onClick={() => setFixing(true)}>
              {t('fix')}
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" onClick={() => void resolve({ dismiss: true })}>
            {t('dismiss')}
          </Button>
        </Group>
      )}
      {isFixing && field && (
        <div className={classes.mapping}>
          <FieldInput
            id={`fix-${value.id}`}
            field={field}
            label={say(value.label, value.field)}
            value={to}
            isRequired={false}
            onChange={setTo}
          />
          <Group gap={4}>
            <Button
              size="compact-sm"
              disabled={to === null || to === ''}
              onClick={() => void resolve({ value: linkless(to) })}
            >
              {t('save')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setFixing(false)}>
              {t('back')}
            </Button>
          </Group>
        </div>
      )}
    </li>
  );
}
