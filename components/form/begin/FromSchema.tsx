'use client';
import { Alert, Badge, Button, Container, Group, JsonInput, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { freshDocument, type LoadedDocument } from '@/components/builder/documents/documents';
import { call } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { useAttempt } from '@/components/ui/useAttempt';
import { builtInFieldTypes } from '@/engine/form/record';
import type { Output, SchemaNoteView } from '@/engine/kernel/api';
import classes from './begin.module.css';
import { DropFile } from './DropFile';

type Made = Output<'form.fromSchema'>;
const COLOR = { json: 'blue', left: 'orange', loose: 'gray' } as const;

/** A JSON Schema becomes a form: what is made is shown first, and what the form does not hold or check. */
export function FromSchema({ onBegin }: { readonly onBegin: (documents: readonly LoadedDocument[]) => Promise<void> }) {
  const t = useTranslations('schema');
  const [text, setText] = useState('');
  const [made, setMade] = useState<Made>();
  const { isBusy, error, attempt } = useAttempt();

  const read = (given: string, label?: string) =>
    attempt(async () => setMade(await call('form.fromSchema', { text: given, ...(label ? { label } : {}) })));
  const take = async (file: File) => {
    const given = await file.text();
    setText(given.length > 200_000 ? '' : given);
    await read(given, file.name.replace(/(\.schema)?\.json$/i, '').slice(0, 200));
  };

  return (
    <Container size={720} py={32}>
      <Stack>
        <Title order={1} fz="lg">
          {t('schemaTitle')}
        </Title>
        <ProblemList error={error} />
        {made ? (
          <Preview
            made={made}
            isBusy={isBusy}
            onAgain={() => setMade(undefined)}
            onCreate={() => void attempt(() => beginWith(onBegin, made))}
          />
        ) : (
          <>
            <DropFile
              icon={<IconBraces size={36} stroke={1.2} aria-hidden />}
              text={t('schemaDrop')}
              accept=".json,application/json,application/schema+json"
              isBusy={isBusy}
              onFile={(file) => void take(file)}
            />
            <JsonInput
              label={t('paste')}
              placeholder={'{ "type": "object", "properties": { … } }'}
              autosize
              minRows={8}
              maxRows={22}
              value={text}
              onChange={setText}
            />
            <Group justify="flex-end">
              <Button loading={isBusy} disabled={text.trim() === ''} onClick={() => void read(text)}>
                {t('show')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Container>
  );
}
const beginWith = (onBegin: (documents: readonly LoadedDocument[]) => Promise<void>, { entity, form }: Made) =>
  onBegin([freshDocument(entity), freshDocument(form)]);

interface PreviewProps {
  readonly made: Made;
  readonly isBusy: boolean;
  readonly onAgain: () => void;
  readonly onCreate: () => void;
}

function Preview({ made, isBusy, onAgain, onCreate }: PreviewProps) {
  const t = useTranslations('schema');
  const say = useSay();
  const { entity, notes } = made;
  return (
    <Paper withBorder p="md" radius="md">
      <Stack>
        <Group justify="space-between">
          <Text fw={600}>{say(entity.label, entity.name)}</Text>
          <Text size="sm" c="dimmed">
            {t('fields', { count: entity.fields.length })}
          </Text>
        </Group>
        <div className={classes.preview} style={{ maxHeight: 320, overflow: 'auto' }}>
          <Table verticalSpacing={4} fz="sm">
            <Table.Tbody>
              {entity.fields.map((field) => (
                <Table.Tr key={field.id}>
                  <Table.Td>{say(field.label, field.name)}</Table.Td>
                  <Table.Td c="dimmed">{say(builtInFieldTypes.get(field.type)?.label, field.type)}</Table.Td>
                  <Table.Td c="dimmed">{field.required ? t('required') : ''}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        <Notes notes={notes} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onAgain} disabled={isBusy}>
            {t('otherSchema')}
          </Button>
          <Button loading={isBusy} onClick={onCreate}>
            {t('openBuilder')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** What the form does not hold or check, each with its place in the schema. */
function Notes({ notes }: { readonly notes: readonly SchemaNoteView[] }) {
  const t = useTranslations('schema');
  const say = useSay();
  if (notes.length === 0) return <Alert color="green">{t('whole')}</Alert>;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('notes', { count: notes.length })}
      </Text>
      <Stack
        gap={4}
        mah={280}
        style={{ overflow: 'auto' }}
        component="ul"
        m={0}
        p={0}
        tabIndex={0}
        aria-label={t('notes', { count: notes.length })}
      >
        {notes.map(({ pointer, as, reason }, i) => (
          <Group key={i} component="li" gap={8} wrap="nowrap" align="flex-start">
            <Badge size="sm" variant="light" color={COLOR[as]} tt="none" style={{ flexShrink: 0 }}>
              {t(`as.${as}`)}
            </Badge>
            <div>
              <span className={classes.pointer}>{pointer || '/'}</span>
              <Text size="xs" c="dimmed">
                {say(reason)}
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}
