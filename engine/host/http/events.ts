/** /api/events: what changed, as server-sent events. Topics only, never a value, and only those the viewer may know of. */
import { isAlways, rowTest } from '../../access/rows';
import type { LiveEvent } from '../../kernel/api';
import type { Viewer } from '../../kernel/viewer';
import type { Host } from '../contract';
import type { Told } from '../services/live';
import type { SignedInVisit } from './door';

/** Proxies close a silent connection after a minute; a session that ended is noticed as often. */
const HEARTBEAT_MS = 20_000;

/** The event as this viewer may hear it, or undefined. */
export function heard(host: Host, viewer: Viewer, { people, ...event }: Told): LiveEvent | undefined {
  if (people && !people.includes(viewer.id)) return undefined;
  if (event.topic === 'draft') return viewer.permissions.includes('build') ? event : undefined;
  if (event.topic !== 'records' && event.topic !== 'comments') return event as LiveEvent;
  const entity = host.model().entity(event.entity);
  const access = host.access(viewer);
  if (!entity || access.scope(entity, 'read') === 'none') return undefined;
  // That some record changed may be known to all who read the entity; which one, only where all records may be read.
  return event.id && isAlways(rowTest(access, entity, 'read'))
    ? { topic: event.topic, entity: entity.name, id: event.id }
    : { topic: event.topic, entity: entity.name };
}

export async function streamEvents(visit: SignedInVisit): Promise<Response> {
  const { doors, request } = visit;
  const { signal } = request;
  const encoder = new TextEncoder();
  let { viewer } = visit;
  let end = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      const stopListening = doors.live.subscribe((told) => {
        const event = heard(doors.host, viewer, told);
        if (event) send(`data: ${JSON.stringify(event)}\n\n`);
      });
      const beat = setInterval(async () => {
        const identity = await doors.viewers.identify(request.headers).catch(() => undefined);
        if (!identity) return end();
        viewer = identity.viewer;
        send(': still here\n\n');
      }, HEARTBEAT_MS);
      let isOver = false;
      end = () => {
        if (isOver) return;
        isOver = true;
        clearInterval(beat);
        stopListening();
        doors.streams.delete(end);
        try {
          controller.close();
        } catch {
          // The reader has gone already.
        }
      };
      doors.streams.add(end);
      signal.addEventListener('abort', end, { once: true });
      send('retry: 2000\n\n');
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    },
  });
}
