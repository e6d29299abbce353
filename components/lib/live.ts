'use client';
/** The live stream: what changed on the server is read again here. One connection per tab. */
import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent, OperationName } from '@/engine/kernel/api';

/** Reads that follow each topic. Forms being filled in are not among them: nobody's input is replaced while typing. */
const READS: { readonly [topic in LiveEvent['topic']]: readonly OperationName[] } = {
  records: [
    'record.list',
    'record.groups',
    'record.get',
    'record.history',
    'record.timeline',
    'record.files',
    'record.options',
    'flow.of',
    'query.run',
    'report.run',
    'report.records',
  ],
  comments: ['comment.list', 'record.timeline', 'record.files'],
  presence: ['presence.beat'],
  tasks: ['task.list', 'flow.of', 'session.get'],
  notifications: ['notification.list', 'session.get'],
  documents: [
    'session.get',
    'view.list',
    'entity.list',
    'entity.get',
    'document.get',
    'document.list',
    'document.history',
    'report.run',
    'dashboard.open',
  ],
  draft: ['document.get'],
  formDraft: ['draft.open', 'draft.list'],
  import: ['import.get', 'import.errors'],
  batch: ['record.batch'],
};

/** Reads of one entity are left alone when a record of another entity changed; reports may join, so they follow all. */
function concerns(event: LiveEvent, key: QueryKey): boolean {
  const [name, input] = key as [OperationName, { entity?: string } | undefined];
  if (!READS[event.topic].includes(name)) return false;
  if (event.topic === 'draft') return (input as { name?: string } | undefined)?.name === event.name;
  if (event.topic === 'formDraft') return name === 'draft.list' || input?.entity === event.entity;
  if (event.topic !== 'records' && event.topic !== 'comments') return true;
  if (input?.entity === undefined) return true;
  return !/^(record|comment)\./.test(name) || input.entity === event.entity;
}

/** Marks what the events concern as stale; what is on the screen is read again at once. */
export function applyLiveEvents(client: QueryClient, events: readonly LiveEvent[]): void {
  void client.invalidateQueries({
    predicate: (query) => events.some((event) => concerns(event, query.queryKey)),
  });
}

const GATHER_MS = 120;
const RECONNECT_MS = [1_000, 2_000, 5_000, 15_000];

/** Opens the stream; returns the way to close it. Lost connections are opened again, ever more slowly. */
export function openLiveStream(
  onEvents: (events: readonly LiveEvent[]) => void,
  onReconnected: () => void,
): () => void {
  let source: EventSource | undefined;
  let gathered: LiveEvent[] = [];
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const deliver = () => {
    gatherTimer = undefined;
    const events = gathered;
    gathered = [];
    onEvents(events);
  };
  const connect = () => {
    source = new EventSource('/api/events');
    source.onopen = () => {
      if (failures > 0) onReconnected();
      failures = 0;
    };
    source.onmessage = (message) => {
      gathered.push(JSON.parse(String(message.data)) as LiveEvent);
      gatherTimer ??= setTimeout(deliver, GATHER_MS);
    };
    source.onerror = () => {
      source?.close();
      reconnectTimer = setTimeout(connect, RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)]);
      failures += 1;
    };
  };
  connect();
  return () => {
    source?.close();
    clearTimeout(gatherTimer);
    clearTimeout(reconnectTimer);
  };
}

/** Keeps everything that was read up to date while the calling component is on the screen. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      openLiveStream(
        (events) => applyLiveEvents(client, events),
        // Something may have been missed while there was no connection.
        () => void client.invalidateQueries(),
      ),
    [client],
  );
}
