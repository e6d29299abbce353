'use client';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FieldInput } from '@/components/inputs/registry';
import { viewOf } from '@/components/inputs/viewOf';
import { call } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { useNotes } from '@/components/ui/notes';
import type { BadValue, Conversion, ConversionView, DocumentRef } from '@/engine/kernel/api';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { csvOf, saveFile } from '@/components/lib/csv';
import { linkless } from './linkless';
import classes from './plans.module.css';

interface BadValuesProps {
  readonly view: ConversionView;
  readonly entity: EntityDocument;
  readonly field: FieldUse;
  readonly refs: readonly DocumentRef[];
  readonly conversions: readonly Conversion[];
  /** What is not decided is set aside. */
  readonly isSetAside: boolean;
  readonly onMap: (value: string, to: Json) => void;
}

/** The values that do not convert, most frequent first: where they stand, and what to take instead. */
export function BadValues({ view, entity, field, refs, conversions, isSetAside, onMap }: BadValuesProps) {
  const t = useTranslations('plans');
  const { bad } = view;
  const left = bad.different - bad.shown.length;
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {t('bad', { count: bad.count, different: bad.different })}
        </Text>
        <Download view={view} entity={entity} refs={refs} conversions={conversions} />
      </Group>
      {bad.shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('mayNotSee')}
        </Text>
      ) : (
        <ul className={classes.values} aria-label={t('badList')}>
          {bad.shown.map((one) => (
            <Value
              key={one.value}
              bad={one}
              entity={entity}
              field={field}
              isSetAside={isSetAside}
              onMap={(to) => onMap(one.value, to)}
            />
          ))}
        </ul>
      )}
      {left > 0 && bad.shown.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('badMore', { count: left })}
        </Text>
      )}
    </>
  );
}

function Value(props: {
  readonly bad: BadValue;
  readonly entity: EntityDocument;
  readonly field: FieldUse;
  readonly isSetAside: boolean;
  readonly onMap: (to: Json) => void;
}) {
  const { bad, entity, field, isSetAside, onMap } = props;
  const t = useTranslations('plans');
  const [isMapping, setMapping] = useState(false);
  const [to, setTo] = useState<Json>(null);
  return (
    <li className={classes.value}>
      <span className={classes.word}>{bad.value}</span>
      <Text span size="xs" c="dimmed">
        × {bad.count}
      </Text>
      {bad.records.map((id, index) => (
        <Anchor key={id} component={Link} href={paths.record(entity.name, id)} target="_blank" size="xs">
          {t('record', { n: index + 1 })}
        </Anchor>
      ))}
      {isMapping ? (
        <div className={classes.mapping}>
          <FieldInput
            id={`map-${field.id}-${bad.value}`}
            field={viewOf(field)}
            label={t('instead', { value: bad.value })}
            value={to}
            isRequired={false}
            onChange={setTo}
          />
          <Group gap={4}>
            <Button size="compact-sm" disabled={to === null || to === ''} onClick={() => onMap(linkless(to))}>
              {t('use')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setMapping(false)}>
              {t('back')}
            </Button>
          </Group>
        </div>
      ) : (
        <Group gap={4} ml="auto">
          {isSetAside && (
            <Text span size="xs" c="orange">
              {t('isSetAside')}
            </Text>
          )}
          <Button size="compact-xs" variant="default" onClick={() => setMapping(true)}>
            {t('map')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => onMap(null)}>
            {t('makeEmpty')}
          </Button>
        </Group>
      )}
    </li>
  );
}

/** Every value with its record, page by page, as a file. */
function Download(props: Pick<BadValuesProps, 'view' | 'entity' | 'refs' | 'conversions'>) {
  const { view, entity, refs, conversions } = props;
  const t = useTranslations('plans');
  const notes = useNotes();
  const [isBusy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const rows: string[][] = [[t('column.record'), t('column.title'), t('column.value'), t('column.why')]];
      const which = { refs, conversions, entity: entity.name, field: view.conversion.field };
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage({ ...which, ...(after ? { after } : {}) });
        rows.push(...page.values.map((one) => [one.record, one.title, one.value, one.why]));
        after = page.next;
      } while (after);
      saveFile(`${entity.name}-${view.conversion.field}.csv`, csvOf(rows));
    } catch (error) {
      notes.failed(error);
    }
    setBusy(false);
  };
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconDownload size={14} />}
      loading={isBusy}
      onClick={() => void download()}
    >
      {t('download')}
    </Button>
  );
}
const readPage = (input: Parameters<typeof call<'document.values'>>[1]) => call('document.values', input);
