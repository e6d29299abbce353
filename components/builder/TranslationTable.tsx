'use client';
import { Button, FileButton, Group, Switch, Table, Text, TextInput } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { csvOf, rowsOf, saveFile } from '@/components/lib/csv';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import { LOCALES, type Locale } from '@/engine/kernel/text';
import { isMissing, textsOf, translated, translationsIn, type PlacedText, type Translation } from './documents/texts';
import type { Draft } from './documents/useDraft';
import { labelled } from './labels';
import classes from './builder.module.css';

/** All words of the document, both languages side by side; out to a translator and back as a file. */
export function TranslationTable({ draft }: { readonly draft: Draft }) {
  const t = useTranslations('builder.translation');
  const notes = useNotes();
  const [isMissingOnly, setMissingOnly] = useState(false);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const { documents, change } = draft;
  const texts = useMemo(() => textsOf(documents), [documents]);
  const missing = texts.filter(isMissing);
  // Which ones are shown is decided when the switch is turned: a line does not vanish under the cursor.
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const shown = isMissingOnly ? texts.filter(({ key }) => keys.has(key)) : texts;

  const put = (changes: readonly Translation[], merge?: string) => {
    const places = new Map(texts.map((one) => [one.key, one]));
    change(
      (list) =>
        changes.reduce((now, { key, locale, words }) => {
          const place = places.get(key);
          return now.map((one) => (one.id === place?.document ? translated(one, place.path, locale, words) : one));
        }, list),
      merge,
    );
  };
  const take = async (file: File | null) => {
    if (!file) return;
    try {
      const found = translationsIn(rowsOf(await file.text()), texts);
      if (!found.isReadable) return notes.failed(new Error(t('notReadable')));
      put(found.changes);
      setUnknown(found.unknown);
      notes.done(t('taken', { count: found.changes.length }));
    } catch (error) {
      notes.failed(error);
    }
  };
  return (
    <>
      <Group gap="sm" mb="xs">
        <Switch
          size="xs"
          label={t('missing', { count: missing.length })}
          checked={isMissingOnly}
          onChange={(event) => {
            setKeys(new Set(missing.map(({ key }) => key)));
            setMissingOnly(event.currentTarget.checked);
          }}
        />
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => saveFile(`${documents[0]?.name ?? 'texts'}.csv`, fileOf(texts))}
        >
          {t('download')}
        </Button>
        <FileButton accept=".csv,text/csv" onChange={(file) => void take(file)} resetRef={undefined}>
          {(props) => (
            <Button {...props} size="compact-xs" variant="default" leftSection={<IconUpload size={14} />}>
              {t('upload')}
            </Button>
          )}
        </FileButton>
      </Group>
      {unknown.length > 0 && (
        <Text size="xs" c="var(--mantine-color-error)" mb="xs" role="status">
          {t('unknown', { count: unknown.length, keys: unknown.slice(0, 5).join(', ') })}
        </Text>
      )}
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('complete')}
        </Text>
      ) : (
        <Table className={classes.texts} verticalSpacing={2} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('place')}</Table.Th>
              {LOCALES.map((locale) => (
                <Table.Th key={locale}>{t(`locale.${locale}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((one) => (
              <Line key={one.key} one={one} draft={draft} onWords={put} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

const fileOf = (texts: readonly PlacedText[]): string =>
  csvOf([['key', ...LOCALES], ...texts.map(({ key, text }) => [key, ...LOCALES.map((locale) => text[locale] ?? '')])]);

const Line = memo(
  function Line(props: {
    readonly one: PlacedText;
    readonly draft: Draft;
    readonly onWords: (changes: readonly Translation[], merge: string) => void;
  }) {
    const { one, draft, onWords } = props;
    const where = useWhere(draft);
    const place = where(one);
    const put = (locale: Locale, words: string) =>
      onWords([{ key: one.key, locale, words }], `text.${one.key}.${locale}`);
    return (
      <Table.Tr>
        <Table.Td>
          <Text size="xs" c="dimmed">
            {place}
          </Text>
        </Table.Td>
        {LOCALES.map((locale) => (
          <Table.Td key={locale}>
            <TextInput
              size="xs"
              lang={locale}
              aria-label={`${place} · ${locale}`}
              value={one.text[locale] ?? ''}
              onChange={(event) => put(locale, event.currentTarget.value)}
            />
          </Table.Td>
        ))}
      </Table.Tr>
    );
  },
  (a, b) => a.one.text === b.one.text && a.one.key === b.one.key && a.draft.documents === b.draft.documents,
);

/** "Fields › Amount › Help": ids are said by the labels of what they name. */
function useWhere(draft: Draft) {
  const t = useTranslations('builder.conflict');
  const say = useSay();
  return ({ document, path }: PlacedText): string => {
    const owner = draft.documents.find(({ id }) => id === document);
    const parts = path
      // The options of a choice: once is enough.
      .filter((part, index) => !(part === 'options' && path[index + 1] === 'choices'))
      .map((part) => {
        const label = typeof part === 'string' && owner ? labelled(owner, part) : undefined;
        if (label) return say(label, String(part));
        return t.has(`part.${part}`) ? t(`part.${part}`) : String(part);
      });
    return parts.join(' › ');
  };
}
