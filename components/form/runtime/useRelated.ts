'use client';
import { useEffect, useEffectEvent } from 'react';

import { call } from '@/components/lib/call';
import type { RelatedRecord } from '@/engine/form/pipeline';
import type { RecordView } from '@/engine/kernel/api';
import type { FormStore } from './formValues';
import type { FormLogic } from './logic';
import type { RelatedNeed } from './logicTypes';

const AT_ONCE = 200;
const NOTHING: ReadonlySet<string> = new Set();

/** Loads the records that rules read along relations, when the form opens and whenever others are picked. */
export function useRelated(form: FormStore, logic: FormLogic, onChanged: (names: ReadonlySet<string>) => void): void {
  const tell = useEffectEvent(onChanged);
  useEffect(() => {
    const needs = logic.needs();
    if (needs.length === 0) return;
    const asked = new Set<string>();
    const load = async (need: RelatedNeed) => {
      const ids = logic.missing(need).filter((id) => !asked.has(`${need.key} ${id}`));
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        some.forEach((id) => asked.add(`${need.key} ${id}`));
        // A record that may not be read gives the rule nothing; the server's verdict counts in the end.
        const records = await read(need, some).catch(() => null);
        if (records === null) continue;
        logic.fills.unknown(
          need.key,
          some.filter((id) => records.every((record) => record.id !== id)),
        );
        tell(records.length > 0 ? logic.relate(need.key, records) : NOTHING);
      }
    };
    needs.forEach((need) => void load(need));
    return form.subscribe({
      formState: { values: true },
      // After the rules have heard of the change.
      callback: ({ name }) =>
        needs.filter((need) => need.field === name).forEach((need) => queueMicrotask(() => void load(need))),
    });
  }, [form, logic]);
}

async function read({ entity, fields }: RelatedNeed, ids: readonly string[]): Promise<readonly RelatedRecord[]> {
  const { rows } = await call('record.list', {
    entity,
    fields: fields.filter((path) => path !== 'id'),
    filter: { field: 'id', op: 'in', value: [...ids] },
    page: { size: AT_ONCE },
  });
  return rows.map(nested);
}

/** Values along relations come by their path (`manager.name`); rules read them inside of each other. */
export function nested(record: RecordView): RelatedRecord {
  const made: { id: string; [field: string]: unknown } = { ...record };
  for (const path of Object.keys(record)
    .filter((key) => key.includes('.'))
    .sort((a, b) => a.length - b.length)) {
    const names = path.split('.');
    let at: { [field: string]: unknown } = made;
    for (const name of names.slice(0, -1)) {
      const next = at[name];
      at = at[name] = typeof next === 'object' && next !== null ? { ...next } : {};
    }
    at[names.at(-1)!] = record[path];
    delete made[path];
  }
  return made;
}
