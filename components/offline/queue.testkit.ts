/** A server that fails as it is told, and records on their way to it. */
import type { FileView, ProblemJson, RecordView } from '@/engine/kernel/api';
import type { Device, Entry, KeptFile, Values } from './device';
import type { NewEntry } from './queue';
import type { Answer, Send } from './send';

const text = (en: string) => ({ 'zh-CN': en, en });
export const refusal = (status: number, more: Partial<ProblemJson> = {}): ProblemJson => ({
  type: 'about:blank',
  status,
  title: 'no',
  detail: 'Fill in “Name”.',
  code: 'record.required',
  problems: [],
  ...more,
});

/** What goes wrong with a request: it never arrives, only its answer is lost, or the device dies after it. */
export type Fault = 'lost' | 'answerLost' | 'killed';
export class Killed extends Error {}

/** A server that makes files and records once for each key, reached through a network that fails as told. */
export class Server implements Send {
  readonly files = new Map<string, string>();
  readonly records = new Map<string, Values>();
  readonly faults: (Fault | undefined)[] = [];
  who = 'ann';
  refuse: ProblemJson | undefined;

  async #go<T>(fn: () => Answer<T>): Promise<Answer<T>> {
    await Promise.resolve();
    const fault = this.faults.shift();
    if (fault === 'lost') return { is: 'lost' };
    const answer = fn();
    if (fault === 'killed') throw new Killed();
    return fault === 'answerLost' ? { is: 'lost' } : answer;
  }
  person = () => Promise.resolve({ is: 'ok' as const, value: this.who });
  upload = ({ id, name }: KeptFile) =>
    this.#go((): Answer<FileView> => {
      if (!this.files.has(id)) this.files.set(id, `server-${this.files.size}`);
      return { is: 'ok', value: { id: this.files.get(id)!, name, size: 1, mime: 'image/jpeg' } };
    });
  write = ({ id }: Entry, values: Values) =>
    this.#go((): Answer<RecordView> => {
      if (this.refuse) return { is: 'refused', problem: this.refuse };
      if (!this.records.has(id)) this.records.set(id, values);
      return { is: 'ok', value: { id: `record-${id}`, title: 'Made', rev: 1 } as unknown as RecordView };
    });
}

export const photo = async (device: Device, id: string): Promise<string> => {
  const bytes = new TextEncoder().encode(`photo ${id}`).buffer as ArrayBuffer;
  await device.put('files', { id, name: `${id}.jpg`, type: 'image/jpeg', how: { from: 'camera' }, at: AT, bytes });
  return id;
};
export const AT = '2026-11-01T02:00:00.000Z';
export const visit = (id: string, values: Values = { name: id }): NewEntry => ({
  id,
  kind: 'create',
  entity: 'visit',
  form: 'visit',
  label: text('Visit'),
  title: id,
  values,
  shown: values,
});
