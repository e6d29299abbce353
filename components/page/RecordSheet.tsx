'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, type FocusEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useAccessDialogs } from '@/components/access/useAccessDialogs';
import { ConflictDialog } from '@/components/form/runtime/ConflictDialog';
import { DraftOffer } from '@/components/form/runtime/DraftOffer';
import { draftKey } from '@/components/form/runtime/drafts';
import { FieldAside } from '@/components/form/runtime/fieldAside';
import { FillQuestions } from '@/components/form/runtime/FillQuestions';
import { RecordMessages } from '@/components/form/runtime/Messages';
import { useFormCore } from '@/components/form/runtime/formCore';
import { useAutosave } from '@/components/form/runtime/useAutosave';
import { useDraft } from '@/components/form/runtime/useDraft';
import { useMe } from '@/components/form/runtime/useMe';
import { queryKey, useRead } from '@/components/lib/call';
import { useSearchParams } from '@/components/lib/navigation';
import { QuarantineNotice } from '@/components/plans/QuarantineNotice';
import { CapturedNote } from '@/components/record/versions/CapturedNote';
import { FlowStrip } from '@/components/record/FlowStrip';
import { changeId, useQueuedChanges } from '@/components/offline/useQueuedChanges';
import { takeBack } from '@/components/offline/queue';
import { useSession } from '@/components/shell/session';
import { useSay } from '@/components/ui/say';
import type { FieldView, Output, RecordView } from '@/engine/kernel/api';
import { PageScopeProvider, type PageScope } from './context';
import { FieldMark } from './FieldMark';
import { PageBody } from './PageBody';
import { SheetHeader } from './SheetHeader';
import { FieldHistory } from './timeline/FieldHistory';
import { useEditors } from './presence/useEditors';
import { usePresence } from './presence/usePresence';
import classes from './page.module.css';

export type OpenedPage = Output<'page.open'>;

/** Where the flow is drawn; the line under the header leads there. */
const ASIDE = 'record-aside';

/**
 * One record as its page shows it: header, tabs, blocks; edited in place and saved as it is edited. Made for one record:
 * change its `key` to show another.
 * @param isPanel beside a list: one column, no way to the neighbours
 */
export function RecordSheet(props: {
  readonly opened: OpenedPage;
  readonly isPanel?: boolean;
  /** A draft of the page: to click through, not to change anything, and nobody is told. */
  readonly isPreview?: boolean;
  readonly onPage: (name: string) => void;
  /** Another version of its form is asked for; left out: its own stays. */
  readonly onVersion?: ((version: 'newest' | undefined) => void) | undefined;
  /** The record was deleted here. */
  readonly onGone: () => void;
}) {
  const t = useTranslations('page');
  const say = useSay();
  const { opened, isPanel = false, isPreview = false } = props;
  const { entity, editable } = opened.opened;
  const { plugins } = useSession();
  const { id } = opened.opened.record;
  const record = useStoredRecord(opened);
  const { core, draft, save } = useEditing(opened, record);
  const [tab, setTab] = useTab(opened, isPanel || isPreview);
  const [history, setHistory] = useState<FieldView | null>(null);
  const { field, ...focus } = useFocusedField();
  const people = usePresence(
    useMemo(() => ({ entity: entity.name, record: id }), [entity.name, id]),
    field,
    !isPreview,
  );
  const editors = useEditors(people);
  const scope = useMemo(
    (): PageScope => ({ entity, record, core, onLeave: save.onLeave, reports: opened.reports, isPreview }),
    [core, entity, isPreview, opened.reports, record, save.onLeave],
  );
  const access = useAccessDialogs(entity.name, record);
  const labelOf = (name: string) => say(entity.fields.find((one) => one.name === name)?.label, name);
  return (
    <article className={classes.sheet} aria-label={record.title || t('untitled')} {...focus}>
      <SheetHeader
        opened={opened}
        access={access}
        record={record}
        people={people}
        labelOf={labelOf}
        saveState={editable.length > 0 ? save.state : null}
        isPanel={isPanel || isPreview}
        isPreview={isPreview}
        onPage={props.onPage}
        onGone={props.onGone}
      />
      {plugins.includes('workflow') ? <FlowStrip entity={entity.name} record={id} to={ASIDE} /> : null}
      <DraftOffer draft={draft.offered} onRestore={draft.restore} onForget={draft.forget} />
      {isPreview || !opened.opened.captured ? null : (
        <CapturedNote captured={opened.opened.captured} onVersion={props.onVersion} />
      )}
      {isPreview ? null : <QuarantineNotice entity={entity.name} record={id} fields={entity.fields} />}
      <RecordMessages core={core} />
      <FillQuestions core={core} />
      <PageScopeProvider value={scope}>
        <FieldAside
          value={(one) => (
            <FieldMark
              field={one}
              editedBy={editors(one.name)}
              onHistory={setHistory}
              onWhy={editable.includes(one.name) ? undefined : access.why}
            />
          )}
        >
          <div id={ASIDE}>
            <PageBody page={opened.page} tab={tab} onTab={setTab} isNarrow={isPanel} />
          </div>
        </FieldAside>
      </PageScopeProvider>
      {access.dialog}
      <FieldHistory entity={entity} record={id} field={history} onClose={() => setHistory(null)} />
      <ConflictDialog conflict={save.conflict} onCancel={save.cancelConflict} onChoose={save.resolve} />
    </article>
  );
}

/** The record as the server has it now; the page brought the first answer. */
function useStoredRecord({ opened }: OpenedPage): RecordView {
  const { entity, record } = opened;
  return useRead('record.get', { entity: entity.name, id: record.id }, { initialData: record }).data ?? record;
}

/** The form of the page: filled in, kept as a draft on the device, saved by itself. */
function useEditing({ opened }: OpenedPage, record: RecordView) {
  const { entity, form } = opened;
  const { viewer } = useSession();
  const client = useQueryClient();
  const key = { entity: entity.name, id: record.id };
  const core = useFormCore({ ...opened, document: form, me: useMe(), isNew: false });
  const draft = useDraft(core, draftKey(viewer.id, entity.name, record.id));
  const { sync } = draft;
  const onSaved = useCallback(
    (stored: RecordView) => {
      sync();
      if (form.offline) void takeBack(viewer.id, changeId(entity.name, stored.id));
      client.setQueryData(queryKey('record.get', { entity: entity.name, id: stored.id }), stored);
      for (const read of ['record.timeline', 'record.files', 'record.history']) {
        void client.invalidateQueries({ queryKey: [read] });
      }
    },
    [client, entity.name, form.offline, sync, viewer.id],
  );
  const onLost = useQueuedChanges(opened);
  const { captured } = opened;
  // Somebody asked for the newest version: what is saved is kept as filled in with it.
  const formVersion = captured?.hasOwn && !captured.isOwn ? 'newest' : undefined;
  const save = useAutosave(core, { ...key, rev: opened.record.rev, form: form.name, formVersion }, onSaved, onLost);
  const { follow } = save;
  useEffect(() => follow(record), [follow, record]);
  return { core, draft, save };
}

/** The open tab stands in the address of the page; a panel has no address. */
function useTab({ page }: OpenedPage, isPanel: boolean): readonly [string | null, (id: string) => void] {
  const inAddress = useSearchParams().get('tab');
  const [chosen, setTab] = useState<string | null>(null);
  const tab = chosen ?? (isPanel ? null : inAddress);
  const open = (id: string) => {
    setTab(id);
    if (isPanel) return;
    const params = new URLSearchParams(window.location.search);
    if (id === page.tabs[0]?.id) params.delete('tab');
    else params.set('tab', id);
    const query = params.toString();
    window.history.replaceState(null, '', window.location.pathname + (query ? `?${query}` : ''));
  };
  return [tab, open];
}

/** The form field that has the focus. */
function useFocusedField() {
  const [field, setField] = useState<string | null>(null);
  const fieldAt = (target: EventTarget | null): string | null =>
    target instanceof Element ? (target.closest<HTMLElement>('[data-field]')?.dataset.field ?? null) : null;
  return {
    field,
    onFocusCapture: (event: FocusEvent) => setField(fieldAt(event.target)),
    onBlurCapture: (event: FocusEvent) => setField(fieldAt(event.relatedTarget)),
  };
}
