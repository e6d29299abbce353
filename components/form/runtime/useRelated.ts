'use client';
import { useEffect, useEffectEvent } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { linkOf } from '@/components/inputs/relation/LinkSelect';
import { call } from '@/components/lib/call';
import type { Json } from '@/engine/kernel/json';
import type { FormLogic, RelatedNeed } from './logic';

/** Loads the records that rules read along relations, when the form opens and whenever another one is picked. */
export function useRelated(
  form: UseFormReturn<Record<string, unknown>>,
  logic: FormLogic,
  onChanged: (names: ReadonlySet<string>) => void,
): void {
  const tell = useEffectEvent(onChanged);
  useEffect(() => {
    const needs = logic.needs();
    if (needs.length === 0) return;
    const load = async (need: RelatedNeed) => {
      const id = linkOf((form.getValues(need.field) ?? null) as Json)?.id;
      if (!id) return;
      // A record that may not be read gives the rule nothing; the server's verdict counts in the end.
      const record = await call('record.get', { entity: need.entity, id, fields: need.fields }).catch(() => null);
      if (record) tell(logic.relate(need.field, record));
    };
    needs.forEach((need) => void load(need));
    return form.subscribe({
      formState: { values: true },
      callback: ({ name }) => needs.filter((need) => need.field === name).forEach((need) => void load(need)),
    });
  }, [form, logic]);
}
