'use client';
import { Alert, Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SaidProblem } from '@/engine/kernel/api';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { isObject } from '@/engine/kernel/json';
import type { Draft } from './documents/useDraft';
import { checkDocuments } from './documents/useProblems';
import { jsonFault } from './json';
import classes from './builder.module.css';

/** The documents as they are kept. What is written here becomes the draft; what is wrong with it the problems say. */
export function JsonEditor({ draft }: { readonly draft: Draft }) {
  const t = useTranslations('builder.json');
  const [id, setId] = useState(draft.documents[0]?.id);
  const document = draft.documents.find((one) => one.id === id) ?? draft.documents[0];
  if (!document) return null;
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="xs"
        aria-label={t('which')}
        value={document.id}
        onChange={setId}
        data={draft.documents.map((one) => ({ value: one.id, label: `${t(`kind.${one.kind}`)} · ${one.name}` }))}
      />
      <Text size="xs" c="dimmed" mb={4}>
        {t('text')}
      </Text>
      <DocumentText key={document.id} document={document} onTake={(next) => draft.put(next)} />
    </>
  );
}

const MOST = 6;
/** Faults that leave a document as it should look; the builder shows those among the problems. */
const DRAWABLE = new Set(['document.labelEmpty', 'document.nameTaken', 'document.inUse']);
/** What does not have the shape of its kind could not be drawn. */
const isOfShape = ({ code, level }: SaidProblem): boolean =>
  level !== 'warning' && code.startsWith('document.') && !DRAWABLE.has(code);
const placed = ({ path, message }: SaidProblem): string =>
  path.length > 0 ? `${path.join('.')}: ${message}` : message;

const written = (document: AnyDocument): string => JSON.stringify(document, null, 2);

function DocumentText(props: { readonly document: AnyDocument; readonly onTake: (document: AnyDocument) => void }) {
  const { document, onTake } = props;
  const t = useTranslations('builder.json');
  /** What was typed and not yet taken; null: the draft as it is. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: AnyDocument } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const text = typed?.text ?? written(document);
  const [isLooking, setLooking] = useState(false);
  const take = async () => {
    const found = jsonFault(text);
    if (found) return setFault(t('broken', { line: found.line, column: found.column, reason: found.reason }));
    const next: unknown = JSON.parse(text);
    const isSame = isObject(next) && next['kind'] === document.kind && next['id'] === document.id;
    if (!isSame) return setFault(t('other', { kind: document.kind, id: document.id }));
    setLooking(true);
    try {
      const misshapen = (await checkDocuments([next as unknown as AnyDocument])).filter(isOfShape);
      if (misshapen.length > 0) return setFault(misshapen.slice(0, MOST).map(placed).join('\n'));
      setFault(null);
      setTyped(null);
      onTake(next as unknown as AnyDocument);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setLooking(false);
    }
  };
  return (
    <>
      <Textarea
        aria-label={t('label', { name: document.name })}
        classNames={{ input: classes.json ?? '' }}
        spellCheck={false}
        rows={14}
        value={text}
        onChange={(event) => setTyped({ text: event.currentTarget.value, of: typed?.of ?? document })}
        onKeyDown={(event) => {
          if ((event.metaKey || event.ctrlKey) && event.key === 'Enter') void take();
        }}
      />
      {fault && (
        <Alert color="red" mt="xs" p="xs" role="alert" style={{ whiteSpace: 'pre-line' }}>
          {fault}
        </Alert>
      )}
      {typed && typed.of !== document && (
        <Alert color="orange" mt="xs" p="xs">
          {t('moved')}
        </Alert>
      )}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" disabled={typed === null} loading={isLooking} onClick={() => void take()}>
          {t('take')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={typed === null}
          onClick={() => {
            setTyped(null);
            setFault(null);
          }}
        >
          {t('back')}
        </Button>
      </Group>
    </>
  );
}
