'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, CallError } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { filePath } from '@/components/lib/upload';
import { useMay } from '@/components/shell/session';
import { useNotes } from '@/components/ui/notes';
import type { PrintAsk, ProblemJson } from '@/engine/kernel/api';

const ASK_MS = 1_000;
/** After so long the notice tells, and nobody waits before the screen. */
const PATIENCE_MS = 90_000;

/** The PDF of what is on the page: of one record at once, of several by a job. What goes wrong is told with the way that is left. */
export function usePdf(ask: PrintAsk) {
  const t = useTranslations('print');
  const notes = useNotes();
  const mayExport = useMay('export');
  const [isBusy, setBusy] = useState(false);
  const [only, ...more] = ask.records;
  const make = async () => {
    setBusy(true);
    try {
      if (only && more.length === 0) await saveOne(ask, only);
      else await saveMany(ask, () => notes.done(t('later')));
    } catch (error) {
      if (error instanceof CallError) notes.failed(error);
      else notes.done(t('pdfFailed'));
    } finally {
      setBusy(false);
    }
  };
  return { make, isBusy, isAllowed: more.length === 0 || mayExport };
}

async function saveOne({ entity, form }: PrintAsk, id: string): Promise<void> {
  const answer = await fetch(`${paths.pdf(entity, id)}?download=1${form ? `&form=${encodeURIComponent(form)}` : ''}`);
  if (!answer.ok) throw new CallError((await answer.json()) as ProblemJson);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = nameIn(answer.headers.get('content-disposition') ?? '');
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The name a download carries (RFC 6266, `filename*`). */
export function nameIn(disposition: string): string {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return coded ? decodeURIComponent(coded) : 'record.pdf';
}

async function saveMany(ask: PrintAsk, onLater: () => void): Promise<void> {
  const { job } = await call('record.pdf', { ...ask, origin: window.location.origin });
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    const { state, file } = await call('export.get', { job });
    if (file) return window.location.assign(`${filePath(file)}?download=1`);
    if (state === 'failed') throw new Error('failed');
  }
  onLater();
}
