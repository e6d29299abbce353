'use client';
import { useTranslations } from 'use-intl';
import { CallError } from '@/components/lib/call';
import type { EntityView } from '@/engine/kernel/api';
import { isObject } from '@/engine/kernel/json';
import { sendOrKeep, takeBack, type NewEntry } from './queue';
import { sendInBackground } from './start';
import type { Values } from './device';

/**
 * Sends a record by way of the queue: sent at once where there is a network, else later and once.
 * @returns the made record; null: it waits on this device
 * @param fromQueue it was refused before: refused again, it stays in the queue. A new one leaves it, for its form is open
 * @throws CallError with what the server refused, or that there is no room
 */
export function useSend(person: string, fromQueue = false) {
  const t = useTranslations('offline.form');
  return async (made: NewEntry): Promise<{ readonly id: string; readonly title: string } | null> => {
    const entry = await sendOrKeep(person, made).catch((error: unknown) => {
      throw isFull(error) ? new CallError(fullOf(t('full'))) : error;
    });
    if (entry.state === 'refused' && entry.problem) {
      if (!fromQueue) await takeBack(person, entry.id);
      throw new CallError(entry.problem);
    }
    if (entry.state === 'sent' && entry.made) return entry.made;
    void sendInBackground();
    return null;
  };
}

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
const fullOf = (detail: string) =>
  ({ type: 'about:blank', status: 507, title: detail, detail, code: 'offline.full', problems: [] }) as const;

/** What the record will be called, as far as that is known here. */
export function titleOf({ titleField }: EntityView, shown: Values): string {
  const value = shown[titleField];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const { title } = isObject(value) ? (value as { readonly title?: unknown }) : {};
  return typeof title === 'string' ? title : '';
}
