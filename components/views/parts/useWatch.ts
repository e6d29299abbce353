'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { queryKey } from '@/components/lib/call';

/** Runs `refresh` when records of the entity changed: the live stream and every write invalidate this query. */
export function useWatch(entity: string, refresh: () => Promise<unknown>): void {
  const [watch] = useState(() => Math.random().toString(36).slice(2));
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useQuery({
    queryKey: [...queryKey('record.list', { entity }), watch],
    queryFn: async () => {
      await latest.current();
      return Date.now();
    },
    initialData: 0,
    staleTime: Infinity,
  });
}
