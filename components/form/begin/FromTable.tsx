'use client';
import { Button, Checkbox, Container, Group, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { refOf, type LoadedDocument } from '@/components/builder/documents/documents';
import { call } from '@/components/lib/call';
import { uploadFile } from '@/components/lib/upload';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useAttempt } from '@/components/ui/useAttempt';
import type { Output } from '@/engine/kernel/api';
import { ColumnList } from './ColumnList';
import { documentsOf, type Column } from './columns';
import { DropFile } from './DropFile';

const ACCEPT = '.csv,.tsv,.txt,.xlsx,.xlsm,.xls';
type Guess = Output<'form.fromTable'>;
interface File_ {
  readonly id: string;
  readonly sheet: string | undefined;
}

/** A file of rows becomes a form: its columns are guessed, looked over, and the rows come in behind. */
export function FromTable({ onBegin }: { readonly onBegin: (documents: readonly LoadedDocument[]) => Promise<void> }) {
  const t = useTranslations('schema');
  const notes = useNotes();
  const [file, setFile] = useState<File_>();
  const [guess, setGuess] = useState<Guess>();
  const [columns, setColumns] = useState<readonly Column[]>([]);
  const [label, setLabel] = useState('');
  const { isBusy, error, attempt } = useAttempt();

  const look = async (id: string, sheet?: string) => {
    const answer = await call('form.fromTable', { file: id, ...(sheet === undefined ? {} : { sheet }) });
    setFile({ id, sheet });
    setGuess(answer);
    setLabel(answer.label);
    setColumns(answer.columns.map((column) => ({ ...column, isUsed: true })));
  };
  const take = (given: File) =>
    attempt(async () => look((await uploadFile(given, undefined, undefined, { for: 'import' })).id));

  return (
    <Container size={guess ? 980 : 560} py={32}>
      <Stack>
        <Title order={1} fz="lg">
          {t('tableTitle')}
        </Title>
        <ProblemList error={error} />
        {guess && file ? (
          <Review
            guess={guess}
            file={file}
            columns={columns}
            label={label}
            isBusy={isBusy}
            onLabel={setLabel}
            onColumns={setColumns}
            onSheet={(sheet) => void attempt(() => look(file.id, sheet))}
            onAgain={() => setGuess(undefined)}
            attempt={attempt}
            onBegin={onBegin}
            told={(text) => notes.done(text)}
          />
        ) : (
          <DropFile
            icon={<IconFileSpreadsheet size={36} stroke={1.2} aria-hidden />}
            text={t('tableDrop')}
            accept={ACCEPT}
            isBusy={isBusy}
            onFile={(given) => void take(given)}
          />
        )}
      </Stack>
    </Container>
  );
}

interface ReviewProps {
  readonly guess: Guess;
  readonly file: File_;
  readonly columns: readonly Column[];
  readonly label: string;
  readonly isBusy: boolean;
  readonly onLabel: (label: string) => void;
  readonly onColumns: (columns: readonly Column[]) => void;
  readonly onSheet: (sheet: string) => void;
  readonly onAgain: () => void;
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
  readonly onBegin: (documents: readonly LoadedDocument[]) => Promise<void>;
  readonly told: (text: string) => void;
}

function Review(props: ReviewProps) {
  const { guess, file, columns, label, attempt } = props;
  const t = useTranslations('schema');
  const router = useRouter();
  const [withRows, setWithRows] = useState(guess.rows > 0);
  const used = columns.filter(({ isUsed }) => isUsed);
  const isMissing =
    label.trim() === '' || used.length === 0 || used.some((one) => one.type === 'relation' && !one.options.entity);
  const documents = () => documentsOf(guess.name, { 'zh-CN': label.trim(), en: label.trim() }, columns);

  const create = () =>
    attempt(async () => {
      const made = documents();
      if (!withRows) return props.onBegin(made);
      for (const { document } of made) await call('document.save', { document, base: 0 });
      const refs = made.map(({ document }) => refOf(document));
      await call('document.publish', { refs, note: t('note') });
      await call('import.start', {
        entity: guess.name,
        file: file.id,
        ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
        mapping: used.map(({ index, name, by }) => ({ index, field: name, ...(by ? { by } : {}) })),
      });
      props.told(t('started', { count: guess.rows }));
      router.push(`/build/entity/${guess.name}`);
    });

  return (
    <Paper withBorder p="md" radius="md">
      <Stack>
        <Text size="sm" c="dimmed">
          {t('tableText')}
        </Text>
        <Group align="flex-end">
          <TextInput
            label={t('name')}
            value={label}
            maxLength={100}
            required
            style={{ flex: '1 1 220px' }}
            onChange={(event) => props.onLabel(event.currentTarget.value)}
          />
          {guess.sheets.length > 1 && (
            <Select
              label={t('sheet')}
              data={[...guess.sheets]}
              value={file.sheet ?? guess.sheets[0]!}
              allowDeselect={false}
              onChange={(sheet) => sheet && props.onSheet(sheet)}
            />
          )}
        </Group>
        <ColumnList columns={columns} onChange={props.onColumns} />
        <Group justify="space-between">
          <Checkbox
            label={t(guess.isExact ? 'withRows' : 'withRowsAbout', { count: guess.rows })}
            checked={withRows}
            disabled={guess.rows === 0}
            onChange={(event) => setWithRows(event.currentTarget.checked)}
          />
          <Group>
            <Button variant="default" onClick={props.onAgain} disabled={props.isBusy}>
              {t('otherFile')}
            </Button>
            <Button loading={props.isBusy} disabled={isMissing} onClick={() => void create()}>
              {t(withRows ? 'createAndImport' : 'create')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
