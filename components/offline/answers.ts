/** What the device can answer itself when the server cannot be reached, from what was kept ahead. */
import type { Input, KeptRecord, OperationName, Output } from '@/engine/kernel/api';
import { DEPARTMENTS, FORMS, recordsOf, SESSION, type OpenedForm } from './names';
import { readKept, type Device } from './device';

type Answers = { readonly [N in OperationName]?: (device: Device, input: Input<N>) => Promise<Output<N> | undefined> };

const kept = async <T>(device: Device, name: string): Promise<T | undefined> =>
  (await readKept<T>(device, name))?.value;

const ANSWERS: Answers = {
  'session.get': (device) => kept(device, SESSION),
  'department.list': (device) => kept(device, DEPARTMENTS),
  'file.evidence': () => Promise.resolve({ evidence: [] }),
  'form.open': (device, { entity, form, record, task }) =>
    record === undefined && task === undefined ? keptForm(device, entity, form) : Promise.resolve(undefined),
  async 'record.options'(device, { entity, ids, search = '', size = 20 }) {
    const records = await kept<readonly KeptRecord[]>(device, recordsOf(entity));
    if (!records) return undefined;
    const fit = ids ? records.filter(({ record }) => ids.includes(record.id)) : searched(records, search);
    return { options: fit.slice(0, size).map(({ record: { id, title } }) => ({ id, title })) };
  },
  /** Only by id: what rules read along a relation. */
  async 'record.list'(device, { entity, filter }) {
    const asked = filter as { field?: string; op?: string; value?: readonly string[] } | undefined;
    if (asked?.field !== 'id' || asked.op !== 'in') return undefined;
    const records = await kept<readonly KeptRecord[]>(device, recordsOf(entity));
    const rows = records?.filter(({ record }) => asked.value?.includes(record.id)).map(({ record }) => record);
    return rows && { rows, next: null, total: null, isTotalExact: true };
  },
};

/** A form kept ahead: the named one, else the one called like its entity, else the first. */
export async function keptForm(device: Device, entity: string, name?: string): Promise<OpenedForm | undefined> {
  const forms = ((await kept<readonly OpenedForm[]>(device, FORMS)) ?? []).filter((one) => one.entity.name === entity);
  if (name !== undefined) return forms.find(({ form }) => form.name === name);
  return forms.find(({ form }) => form.name === entity) ?? forms[0];
}

/** Records in which all words occur, in their title or at the beginning of a syllable of its sound. */
export function searched(records: readonly KeptRecord[], search: string): readonly KeptRecord[] {
  const words = search.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? records : records.filter((one) => words.every((word) => isIn(one, word)));
}
const isIn = ({ record: { title }, sound }: KeptRecord, word: string): boolean =>
  title.normalize('NFKC').toLowerCase().includes(word) || (sound !== undefined && sounds(sound, word));

/** A syllable begins with a capital: `qd` is in `QingDao QD`, `ing` is in neither. */
function sounds(sound: string, word: string): boolean {
  const small = sound.toLowerCase();
  for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + 1)) {
    if (sound[at] !== small[at] || /\d/.test(sound[at]!)) return true;
  }
  return false;
}

/** @returns undefined when the device does not know */
export async function answerHere<N extends OperationName>(
  device: Device,
  name: N,
  input: Input<N>,
): Promise<Output<N> | undefined> {
  return ANSWERS[name]?.(device, input);
}
