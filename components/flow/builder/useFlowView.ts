'use client';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback } from 'react';
import type { FlowDocument } from '@/engine/kernel/documents.generated';
import { legibleView } from './view';

const SLIDE_MS = 140;

/** Brings the flow, or one of its steps, into sight at a size that can be read. */
export function useFlowView() {
  const { setViewport } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (flow: FlowDocument, step?: string) => {
      const { width, height } = store.getState();
      const places = flow.nodes.map((node) => ({ id: node.id, x: node.x ?? 0, y: node.y ?? 0 }));
      const focus = places.find((place) => place.id === step);
      void setViewport(legibleView(places, { width, height }, focus), { duration: step ? SLIDE_MS : 0 });
    },
    [setViewport, store],
  );
}
