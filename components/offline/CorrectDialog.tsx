'use client';
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslations } from 'use-intl';
import { draftKey } from '@/components/form/runtime/drafts';
import { FormView, saidAt } from '@/components/form/runtime/FormView';
import { useMe } from '@/components/form/runtime/useMe';
import { CallError, useRead } from '@/components/lib/call';
import { useSession } from '@/components/shell/session';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import { useKeptFiles } from './files';
import type { Entry } from './device';
import { titleOf, useSend } from './useSend';

/** A refused record in its form again, with what the server said at the fields; sent under the same key. */
export function CorrectDialog({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const t = useTranslations('offline');
  const say = useSay();
  const isPhone = useMediaQuery('(max-width: 48em)');
  const notes = useNotes();
  const { viewer } = useSession();
  const me = useMe();
  const send = useSend(viewer.id, true);
  useKeptFiles(viewer.id, true);
  const read = useRead('form.open', { entity: entry.entity, form: entry.form }, { staleTime: Infinity, gcTime: 0 });
  return (
    <Modal opened onClose={onClose} title={say(entry.label, entry.entity)} size="lg" fullScreen={isPhone ?? false}>
      <ProblemList error={read.error} retry={() => void read.refetch()} />
      {read.isLoading ? <FormSkeleton fields={5} /> : null}
      {read.data ? (
        <FormView
          document={read.data.form}
          me={me}
          isNew
          entity={read.data.entity}
          targets={read.data.targets}
          values={entry.shown}
          said={entry.problem ? saidAt(new CallError(entry.problem)) : []}
          editable={read.data.editable}
          draft={draftKey(viewer.id, entry.entity, `waiting.${entry.id}`)}
          submitLabel={t('form.correct')}
          onCancel={onClose}
          onSubmit={async (values, _key, shown) => {
            const { id, kind, entity, form, label } = entry;
            const made = await send({
              id,
              kind,
              entity,
              form,
              label,
              title: titleOf(read.data.entity, shown),
              values,
              shown,
            });
            if (!made) notes.done(t('form.saved'));
            onClose();
          }}
        />
      ) : null}
    </Modal>
  );
}
