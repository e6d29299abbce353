'use client';
/**
 * Saves a record as it is edited in place.
 *
 * - `clean`: the server has everything. A change leads to `pending`.
 * - `pending`: waits for a pause of typing, or for the field to be left; then `busy`.
 * - `busy`: one write is under way; what is typed meanwhile is sent after it. Leads to clean, pending, failed, offline
 *   or, when somebody else changed the same fields, to a conflict that the person resolves.
 * - `failed`: the problems stand at their fields; the next change leads to `pending`.
 * - `offline`: the draft on the device holds the changes; tried again when the network is back.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, CallError } from '@/components/lib/call';
import type { RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { Conflict } from './ConflictDialog';
import { saidAt } from './FormView';
import type { FormCore } from './formCore';
import { clashesOf, mergeStored } from './merge';
import { isSameValue, type Values } from './plan';

export type SaveState = 'clean' | 'pending' | 'busy' | 'failed' | 'offline';
const PAUSE_MS = 900;
const LEFT_MS = 60;
const RETRY_MS = 10_000;

export function useAutosave(
  core: FormCore,
  target: { entity: string; id: string; rev: number; form: string; formVersion?: 'newest' | undefined },
  onSaved: (record: RecordView) => void,
  /** Of a form that works offline: puts what cannot be sent where it outlives this page. */
  onLost?: (change: { readonly rev: number; readonly values: Values; readonly shown: Values }) => void,
) {
  const [state, setState] = useState<SaveState>('clean');
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const rev = useRef(target.rev);
  const isBusy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flushRef = useRef<() => void>(() => undefined);
  const { entity, id, form, formVersion } = target;

  const schedule = useCallback((after: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => flushRef.current(), after);
  }, []);

  const takeStored = useCallback(
    (stored: RecordView, sent: Values) => {
      const now = core.form.getValues() as Values;
      const { clashes, put, known } = mergeStored(core.fields, { start: core.start(), now, stored, sent });
      if (clashes.length > 0) setConflict({ current: stored, mine: now, fields: clashes });
      rev.current = stored.rev;
      core.restoring(() => {
        for (const [name, value] of Object.entries(put)) core.form.setValue(name, value);
      });
      core.accept(known);
    },
    [core],
  );

  const flush = useCallback(async () => {
    if (isBusy.current) return;
    const changed = core.changed();
    const good = Object.fromEntries(Object.entries(changed).filter(([name]) => core.checkOne(name)));
    if (Object.keys(good).length === 0) return setState(Object.keys(changed).length === 0 ? 'clean' : 'failed');
    isBusy.current = true;
    setState('busy');
    const typed = core.form.getValues() as Values;
    const sent = Object.fromEntries(Object.keys(good).map((name) => [name, typed[name] ?? null]));
    try {
      const stored = await call('record.update', {
        entity,
        id,
        rev: rev.current,
        values: good,
        form,
        ...(formVersion && { formVersion }),
      });
      takeStored(stored, sent);
      onSaved(stored);
      isBusy.current = false;
      const rest = Object.keys(core.changed());
      setState(rest.length === 0 ? 'clean' : 'pending');
      if (rest.some((name) => !Object.hasOwn(good, name) || !same(core, name, sent[name]))) schedule(PAUSE_MS);
    } catch (error) {
      isBusy.current = false;
      refused(error, good);
    }

    function refused(error: unknown, mine: Values): void {
      if (!(error instanceof CallError)) return setState('failed');
      if (error.status === 0) {
        onLost?.({ rev: rev.current, values: mine, shown: sent });
        schedule(RETRY_MS);
        return setState('offline');
      }
      const { current } = error.body;
      if (error.status === 409 && current) {
        const both = core.fields.filter(
          (field) =>
            Object.hasOwn(mine, field.name) &&
            !isSameValue(field, core.start()[field.name], current[field.name]) &&
            !isSameValue(field, mine[field.name], current[field.name]),
        );
        if (both.length > 0) setConflict({ current, mine: sent, fields: both });
        else {
          rev.current = current.rev;
          schedule(0);
        }
        return setState('pending');
      }
      core.showProblems(saidAt(error));
      setState('failed');
    }
  }, [core, entity, form, formVersion, id, onLost, onSaved, schedule, takeStored]);

  useEffect(() => {
    flushRef.current = () => void flush();
  }, [flush]);

  useEffect(() => {
    const stop = core.onChange(() => {
      setState('pending');
      schedule(PAUSE_MS);
    });
    const retry = () => flushRef.current();
    window.addEventListener('online', retry);
    return () => {
      stop();
      clearTimeout(timer.current);
      window.removeEventListener('online', retry);
      // Leaving the page does not lose the last words.
      flushRef.current();
    };
  }, [core, schedule]);

  return {
    state,
    conflict,
    onLeave: useCallback(() => {
      if (Object.keys(core.changed()).length > 0) schedule(LEFT_MS);
    }, [core, schedule]),
    /** A newer version arrived from elsewhere: fields that are not being changed here follow it. */
    follow: useCallback(
      (stored: RecordView) => {
        if (stored.rev <= rev.current || isBusy.current) return;
        // Both changed one field: nothing is taken, so that the save is refused and the person is asked.
        const now = core.form.getValues() as Values;
        const sides = { start: core.start(), now, stored, sent: {} };
        if (clashesOf(core.fields, sides).length === 0) takeStored(stored, {});
      },
      [core, takeStored],
    ),
    cancelConflict: () => setConflict(null),
    resolve(theirs: ReadonlySet<string>): void {
      if (!conflict) return;
      rev.current = conflict.current.rev;
      for (const field of conflict.fields) {
        const value = conflict.current[field.name] ?? null;
        core.accept({ [field.name]: value });
        if (theirs.has(field.name)) core.restoring(() => core.form.setValue(field.name, value));
      }
      setConflict(null);
      schedule(0);
    },
  };
}

function same(core: FormCore, name: string, sent: Json | undefined): boolean {
  const field = core.fields.find((item) => item.name === name);
  return field !== undefined && isSameValue(field, core.form.getValues(name) as Json, sent);
}
