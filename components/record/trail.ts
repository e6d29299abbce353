'use client';
/** Where a person came from: the list whose records the page goes through by "previous" and "next". Of this window only. */
import { useEffect } from 'react';
import { isObject } from '@/engine/kernel/json';

export interface Trail {
  readonly entity: string;
  /** In the order of the list. */
  readonly ids: readonly string[];
  /** How many the list has; null: not counted. */
  readonly total: number | null;
  /** Address of the list, with its conditions. */
  readonly from: string;
}
const KEY = 'trellis.trail';
/** More are not carried along: beyond them the list itself is the way to go on. */
const MOST = 1000;

export function keepTrail(trail: Trail): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...trail, ids: trail.ids.slice(0, MOST) }));
  } catch {
    // Quota or private mode: the page does without.
  }
}

export function readTrail(entity: string): Trail | null {
  try {
    const trail: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    const isTrail = isObject(trail) && trail.entity === entity && Array.isArray(trail.ids);
    return isTrail ? (trail as unknown as Trail) : null;
  } catch {
    return null;
  }
}

/** Keeps what a list shows as the way that the record page goes on. */
export function useKeepTrail(entity: string, ids: readonly string[], total: number | null): void {
  const key = ids.join();
  useEffect(() => {
    if (key === '') return;
    keepTrail({ entity, ids: key.split(','), total, from: window.location.pathname + window.location.search });
  }, [entity, key, total]);
}
