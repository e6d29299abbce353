'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BuilderFrame } from '@/components/builder/BuilderFrame';
import { DragScope, type DragItem, type DropPlace } from '@/components/builder/dnd';
import { DraftLoader } from '@/components/builder/documents/DraftLoader';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { useDraft } from '@/components/builder/documents/useDraft';
import { Palette } from '@/components/builder/Palette';
import { ScopeProvider, useScope } from '@/components/builder/properties/scope';
import { paths } from '@/components/lib/paths';
import type { SaidProblem } from '@/engine/kernel/api';
import type { PageDocument } from '@/engine/kernel/documents.generated';
import {
  addBlock,
  findBlock,
  moveBlock,
  removeBlock,
  removeRow,
  rowsOf,
  stepBlock,
  type BlockPlace,
} from '@/engine/page/edit';
import { BuildingProvider, type Building, type Selected } from './context';
import { PageCanvas } from './PageCanvas';
import { PagePreview } from './PagePreview';
import { PageProperties } from './PageProperties';
import { blockOf, usePagePalette } from './usePagePalette';
import { useSample } from './useSample';

/** Composes the page of an entity's records: header, tabs, blocks in columns; shown with a real record all the time. */
export function PageBuilder(props: { readonly name: string; readonly record?: string | undefined }) {
  return (
    <DraftLoader id={`page.${props.name}`} refs={[{ kind: 'page', name: props.name }]}>
      {(loaded) => <Loaded loaded={loaded} record={props.record} />}
    </DraftLoader>
  );
}

interface LoadedProps {
  readonly loaded: readonly LoadedDocument[];
  readonly record: string | undefined;
}
function Loaded({ loaded, record }: LoadedProps) {
  const first = loaded[0]?.document;
  return (
    <ScopeProvider entity={first?.kind === 'page' ? first.entity : undefined}>
      <Editor loaded={loaded} record={record} />
    </ScopeProvider>
  );
}

/** Where a drop lands: beside a block, or at the end of a column (`col:<row>:<index>`). */
function placeOf(page: PageDocument, { id, edge }: DropPlace): BlockPlace | undefined {
  if (id.startsWith('col:')) {
    const [, row = '', index = '0'] = id.split(':');
    const column = Number(index);
    const blocks = rowsOf(page).find((one) => one.id === row)?.columns[column]?.blocks;
    return blocks && { row, column, at: blocks.length };
  }
  const found = findBlock(page, id);
  return found && { ...found.place, at: found.place.at + (edge === 'after' ? 1 : 0) };
}

function Editor({ loaded, record: given }: LoadedProps) {
  const t = useTranslations('page.build');
  const scope = useScope();
  const draft = useDraft(loaded);
  const page = draft.get('page')!;
  const [tabId, setTab] = useState(page.tabs[0]!.id);
  const [selected, setSelected] = useState<Selected>(null);
  const [record, setRecord] = useState(given);
  const [isPreviewing, setPreviewing] = useState(false);
  const groups = usePagePalette(page);
  const { sample, isReading } = useSample(page, record);
  const tab = page.tabs.find((one) => one.id === tabId) ?? page.tabs[0]!;
  const building: Building = {
    draft,
    page,
    put: draft.put,
    tab,
    openTab: setTab,
    selected,
    select: setSelected,
  };
  const firstFields = (scope.find(page.entity)?.fields ?? []).map((field) => field.name);
  const block = selected?.is === 'block' ? findBlock(page, selected.id) : undefined;

  /** After what is selected, else at the end of the first column of the last row. */
  const usualPlace = (): BlockPlace | undefined => {
    if (block) return { ...block.place, at: block.place.at + 1 };
    const last = tab.rows.at(-1);
    return last && { row: last.id, column: 0, at: last.columns[0]!.blocks.length };
  };
  const add = (entry: string, place: BlockPlace | undefined) => {
    if (!place) return;
    const made = blockOf(entry, page, firstFields);
    draft.put(addBlock(page, made, place));
    setSelected({ is: 'block', id: made.id });
  };
  const drop = (item: DragItem, at: DropPlace) => {
    const place = placeOf(page, at);
    if (!place) return;
    if (item.kind === 'palette') return add(item.id, place);
    draft.put(moveBlock(page, item.id, place));
    setSelected({ is: 'block', id: item.id });
  };
  const remove = () => {
    if (selected?.is === 'block') draft.put(removeBlock(page, selected.id));
    if (selected?.is === 'row') draft.put(removeRow(page, selected.id));
    setSelected(null);
  };
  const step = (id: string, way: 'up' | 'down' | 'left' | 'right') => draft.put(stepBlock(page, id, way), `step:${id}`);
  const showProblem = ({ path }: SaidProblem) => {
    if (path[0] === 'header') return setSelected({ is: 'header' });
    const at = page.tabs[Number(path[1])];
    if (path[0] !== 'tabs' || !at) return setSelected(null);
    setTab(at.id);
    const found = at.rows[Number(path[3])]?.columns[Number(path[5])]?.blocks[Number(path[7])];
    setSelected(found ? { is: 'block', id: found.id } : { is: 'tab', id: at.id });
  };
  const sayDrop = (item: DragItem, place: DropPlace | null, phase: string): string =>
    phase === 'drop' ? t('dropped', { label: item.label }) : place ? t('overBlock') : item.label;
  return (
    <BuildingProvider value={building}>
      <DragScope onDrop={drop} say={sayDrop}>
        <BuilderFrame
          draft={draft}
          name={page.label}
          onRename={(label) => draft.put({ ...page, label }, 'label')}
          leftTitle={t('blocks')}
          left={<Palette kind="palette" groups={groups} onAdd={(entry) => add(entry.id, usualPlace())} />}
          canvas={
            <PageCanvas sample={sample} isReading={isReading} record={record} onRecord={setRecord} onStep={step} />
          }
          right={<PageProperties />}
          {...(selected?.is === 'block' || selected?.is === 'row' ? { onDelete: remove } : {})}
          onEscape={() => setSelected(null)}
          onProblem={showProblem}
          onPreview={() => setPreviewing(true)}
          next={[
            {
              label: t('openPage'),
              href: sample ? paths.record(page.entity, sample.record.id) : paths.list(page.entity),
            },
          ]}
          keyHints={[
            { keys: ['↑', '↓'], does: t('keyMove') },
            { keys: ['←', '→'], does: t('keyInto') },
            { keys: ['Delete'], does: t('keyRemove') },
          ]}
        />
      </DragScope>
      {isPreviewing ? (
        <PagePreview page={page} record={sample?.record.id} onClose={() => setPreviewing(false)} />
      ) : null}
    </BuildingProvider>
  );
}
