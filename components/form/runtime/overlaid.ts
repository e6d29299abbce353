'use client';
/** A form with the overlays of its viewer over it: those for their roles came from the server, those for devices follow the width. */
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { applyOverlays, isForDevice, type Device, type Overlaid } from '@/engine/form/overlays';
import type { FormCoreInput } from './formCore';
import { planSections, type PlannedSection } from './plan';

/** The device a form is looked at with; null: the one that is there. */
export const DeviceContext = createContext<Device | null>(null);

/** The same steps as the style sheet has (form.module.css). */
const PHONE = '(max-width: 48em)';
const TABLET = '(max-width: 62em)';

const subscribe = (listener: () => void) => {
  const lists = [PHONE, TABLET].map((query) => window.matchMedia(query));
  for (const list of lists) list.addEventListener('change', listener);
  return () => lists.forEach((list) => list.removeEventListener('change', listener));
};
const present = (): Device => {
  if (window.matchMedia(PHONE).matches) return 'phone';
  return window.matchMedia(TABLET).matches ? 'tablet' : 'desktop';
};
const onServer = (): Device => 'desktop';

export function useDevice(): Device {
  const chosen = useContext(DeviceContext);
  const device = useSyncExternalStore(subscribe, present, onServer);
  return chosen ?? device;
}

const NONE: Pick<Overlaid, 'labels' | 'readOnly'> = { labels: new Map(), readOnly: new Set() };

/** What is drawn, and what may be edited of it. */
export function useOverlaid(input: FormCoreInput): FormCoreInput & { readonly sections: readonly PlannedSection[] } {
  const { document, entity, editable } = input;
  const device = useDevice();
  const { sections, readOnly } = useMemo(() => {
    const mine = (document.overlays ?? []).filter((overlay) => isForDevice(overlay, device));
    const {
      form,
      labels,
      readOnly: shut,
    } = mine.length > 0 ? applyOverlays(document, mine) : { form: document, ...NONE };
    return { sections: planSections(form, entity, labels), readOnly: shut };
  }, [device, document, entity]);
  const open = useMemo(
    () => (readOnly.size === 0 ? editable : editable.filter((name) => !readOnly.has(name))),
    [editable, readOnly],
  );
  return { ...input, editable: open, sections };
}
