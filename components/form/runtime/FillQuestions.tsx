'use client';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { LaterModal } from '@/components/ui/LaterModal';
import { useTranslations } from 'use-intl';
import { rowKey, rowsOf } from '@/components/inputs/lines/rows';
import { FieldDisplay } from '@/components/inputs/registry';
import { useSay } from '@/components/ui/say';
import type { FillQuestion } from '@/engine/form/filling';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { FormCore } from './formCore';

/** Another record was chosen, and it says something else than what stands here: one question for all of it. */
export function FillQuestions({ core }: { readonly core: FormCore }) {
  const { subscribe, questions } = core.fills;
  const open = useSyncExternalStore(subscribe, questions, questions);
  // Asked anew whenever something else is asked.
  return open.length === 0 ? null : <Ask key={open.map(keyOf).join()} core={core} questions={open} />;
}

const keyOf = ({ fill, row, value }: FillQuestion): string => `${fill.id} ${row ?? ''} ${JSON.stringify(value)}`;

function Ask({ core, questions }: { readonly core: FormCore; readonly questions: readonly FillQuestion[] }) {
  const t = useTranslations('relations.ask');
  const say = useSay();
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const answer = (taken: readonly FillQuestion[]) => core.fills.answer(taken);
  const relations = [...new Set(questions.map(({ fill }) => say(fill.relation.label, fill.relation.name)))];
  return (
    <LaterModal opened onClose={() => answer([])} title={t('title', { relation: relations.join(t('and')) })}>
      <Stack gap="sm">
        <Text size="sm">{t('hint')}</Text>
        {questions.map((question) => {
          const key = keyOf(question);
          return (
            <Checkbox
              key={key}
              checked={!kept.has(key)}
              onChange={(event) => {
                const next = new Set(kept);
                if (event.currentTarget.checked) next.delete(key);
                else next.add(key);
                setKept(next);
              }}
              label={<Change core={core} question={question} />}
            />
          );
        })}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => answer([])}>
            {t('keep')}
          </Button>
          <Button
            data-autofocus
            disabled={kept.size === questions.length}
            onClick={() => answer(questions.filter((one) => !kept.has(keyOf(one))))}
          >
            {t('take')}
          </Button>
        </Group>
      </Stack>
    </LaterModal>
  );
}

/** “Unit price 35.00 → 38.00”, with its row. */
function Change({ core, question }: { readonly core: FormCore; readonly question: FillQuestion }) {
  const t = useTranslations('relations.ask');
  const say = useSay();
  const { fill, row, present, value } = question;
  const view = viewOf(core, fill.list?.name, fill.field.name);
  const rows = fill.list ? rowsOf((core.form.getValues(fill.list.name) ?? null) as Json) : [];
  const at = rows.findIndex((one, index) => rowKey(one, index) === row);
  const shown = (one: Json) =>
    view && one !== null ? <FieldDisplay field={view} value={one} isBrief /> : <Text span>–</Text>;
  return (
    <Group component="span" gap={6} wrap="wrap">
      <Text span size="sm" fw={500}>
        {say(fill.field.label, fill.field.name)}
      </Text>
      {at < 0 ? null : (
        <Text span size="xs" c="dimmed">
          {t('row', { row: at + 1 })}
        </Text>
      )}
      <Text span size="sm" c="dimmed">
        {shown(present)}
      </Text>
      <Text span size="sm" aria-label={t('becomes')}>
        →
      </Text>
      <Text span size="sm">
        {shown(value)}
      </Text>
    </Group>
  );
}

function viewOf({ entity }: FormCore, list: string | undefined, name: string): FieldView | undefined {
  const fields = list === undefined ? entity.fields : entity.fields.find((field) => field.name === list)?.fields;
  return fields?.find((field) => field.name === name);
}
