'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Draft } from '@/components/builder/documents/useDraft';
import { isSameRef, refOf } from '@/components/builder/documents/documents';
import { call, CallError, useRead } from '@/components/lib/call';
import type { Conversion, DocumentRef, PublishPlan } from '@/engine/kernel/api';
import { forgetConversions, usePending } from './pending';

type Looked = { readonly refs: readonly DocumentRef[]; readonly plan: PublishPlan | null };
/** The plan that was shown holds no more; another publication of the same goes on. */
const MOVED = 'plan.moved';
const RUNNING = 'plan.running';

/** A publication of one of the draft's documents that goes on behind already. */
function useOpenRun(draft: Draft) {
  const { data, isPending, refetch } = useRead('plan.list', { open: true }, { gcTime: 0, staleTime: 0 });
  const own = draft.documents.map(refOf);
  const found = data?.runs.find(({ documents }) => documents.some((ref) => own.some((o) => isSameRef(o, ref))));
  return { run: found?.id ?? null, isPending, refetch };
}

/** Values may be moved between fields of an entity that itself stays as it is. */
function withFilled(draft: Draft, conversions: readonly Conversion[]): readonly DocumentRef[] {
  const refs = draft.refs();
  const filled = new Set(conversions.filter(({ from }) => from !== undefined).map(({ entity }) => entity));
  const others = draft.documents
    .filter(({ id }) => filled.has(id))
    .map(refOf)
    .filter((own) => !refs.some((ref) => isSameRef(ref, own)));
  return [...refs, ...others];
}

/** Saves, works out what publishing would do with what was chosen for its values, and does it; at once or behind. */
export function usePublishing(draft: Draft) {
  const t = useTranslations('plans');
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<CallError | null>(null);
  const [hasMoved, setMoved] = useState(false);
  const [isDone, setDone] = useState(false);
  const [started, setStarted] = useState<string | null>(null);
  const conversions = usePending(draft.documents, draft.publishedOf);

  const open = useOpenRun(draft);
  const run = started ?? open.run;

  const look = useQuery<Looked, Error>({
    queryKey: ['document.plan', draft.documents, conversions],
    queryFn: async () => {
      if (!(await draft.save())) throw new Error(t('notSaved'));
      const refs = withFilled(draft, conversions);
      return { refs, plan: refs.length > 0 ? await call('document.plan', { refs, conversions }) : null };
    },
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
    enabled: !isDone && !open.isPending && run === null,
  });
  const done = async () => {
    for (const document of draft.documents) forgetConversions(document.id);
    setDone(true);
    await draft.reload();
    await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'document.plan' });
  };
  const lookAgain = async () => {
    setStarted(null);
    await open.refetch();
    await look.refetch();
  };
  const publish = async (note: string) => {
    const plan = look.data?.plan;
    if (!look.data || !plan) return;
    setSending(true);
    setFailure(null);
    setMoved(false);
    try {
      const input = { refs: look.data.refs, conversions, seal: plan.seal, ...(note ? { note } : {}) };
      const published = await call('document.publish', input);
      if (published.run) setStarted(published.run);
      else await done();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.code === MOVED) {
        setMoved(true);
        await look.refetch();
      } else {
        setFailure(error);
        if (error.code === RUNNING) await open.refetch();
      }
    } finally {
      setSending(false);
    }
  };
  const plan = look.data?.plan ?? null;
  const problems = failure?.problems.length ? failure.problems : (plan?.problems ?? []);
  return {
    look,
    plan,
    problems,
    failure,
    hasMoved,
    conversions,
    run,
    isReady: (plan?.canPublish ?? false) && !look.isFetching,
    isSending,
    isDone,
    publish,
    done,
    lookAgain,
  };
}
export type Publishing = ReturnType<typeof usePublishing>;
