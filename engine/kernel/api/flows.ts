/** Flows, tasks and notifications. */
import type { Json } from '../json';
import type { Text } from '../text';
import type { FlowView, TaskView, NotificationView } from '../api-shapes';

export interface FlowsOperations {
  'flow.of': {
    input: { entity: string; record: string };
    output: { flows: readonly FlowView[]; startable: readonly { flow: string; label: Text }[] };
  };
  'flow.start': { input: { flow: string; record: string; key?: string }; output: { instance: string } };
  'flow.withdraw': { input: { instance: string; comment?: string }; output: { ok: true } };
  'task.list': { input: { state?: 'open' | 'done'; size?: number }; output: { tasks: readonly TaskView[] } };
  /** `values` changes the node's editable fields in the same transaction; `rev` guards the record. */
  'task.decide': {
    input: {
      task: string;
      decision: 'approve' | 'reject';
      comment?: string;
      values?: { readonly [field: string]: Json };
      rev?: number;
    };
    output: { ok: true; next: TaskView | null };
  };
  'notification.list': {
    input: { size?: number };
    output: { notifications: readonly NotificationView[]; unread: number };
  };
  'notification.read': { input: { ids: readonly string[] | 'all' }; output: { ok: true } };
}
