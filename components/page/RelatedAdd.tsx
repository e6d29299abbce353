'use client';
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type SyntheticEvent } from 'react';
import { useTranslations } from 'use-intl';
import { draftKey } from '@/components/form/runtime/drafts';
import { FormView } from '@/components/form/runtime/FormView';
import { useMe } from '@/components/form/runtime/useMe';
import { call, useRead } from '@/components/lib/call';
import { randomId } from '@/components/lib/id';
import type { RecordAddProps } from '@/components/record/recordAdd';
import { useSession } from '@/components/shell/session';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import { isObject, type Json } from '@/engine/kernel/json';

/** A link as operations take it. */
const idOf = (value: Json): Json => (isObject(value) && 'id' in value ? (value.id as Json) : value);

const stop = (event: SyntheticEvent) => event.stopPropagation();
/** React's events follow its tree, also out of a window. */
const APART = {
  onSubmit: stop,
  onKeyDown: stop,
  onPaste: stop,
  onCopy: stop,
  onCut: stop,
  onPointerDown: stop,
  onBlur: stop,
};

/** A new related record in place, by its own form, with what makes it belong here filled in. */
export function RelatedAdd(props: RecordAddProps) {
  const t = useTranslations('page.related');
  const say = useSay();
  const me = useMe();
  const notes = useNotes();
  const client = useQueryClient();
  const { viewer } = useSession();
  const { entity, prefilled, onClose } = props;
  // The same key for every try: a send that was repeated after a lost answer makes one record, not two.
  const [key] = useState(() => randomId());
  const isPhone = useMediaQuery('(max-width: 48em)', false);
  const read = useRead('form.open', { entity }, { gcTime: 0, staleTime: Infinity });
  const values = useMemo(() => ({ ...read.data?.values, ...prefilled }), [prefilled, read.data?.values]);
  const opened = read.data;
  return (
    // It may stand inside another form, even inside a cell: what is done here is not done there.
    <div {...APART}>
      <Modal
        opened
        onClose={onClose}
        size="lg"
        fullScreen={isPhone}
        title={t('new', { label: say(opened?.entity.label, entity) })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <ProblemList error={read.error} retry={() => void read.refetch()} />
        {read.isLoading ? <FormSkeleton fields={4} /> : null}
        {opened ? (
          <FormView
            document={opened.form}
            me={me}
            isNew
            entity={opened.entity}
            targets={opened.targets}
            values={values}
            editable={opened.editable}
            draft={draftKey(viewer.id, entity, `new.${props.place}`)}
            submitLabel={t('create')}
            onCancel={onClose}
            onSubmit={async (filled) => {
              // A form without the field that makes it belong here does not send it.
              const belongs = Object.fromEntries(Object.entries(prefilled).map(([name, value]) => [name, idOf(value)]));
              const written = { ...belongs, ...filled };
              const made = await call('record.create', { entity, values: written, form: opened.form.name, key });
              notes.done(t('created', { title: made.title || say(opened.entity.label) }));
              await Promise.all(
                ['record.list', 'record.options', 'query.run'].map((name) =>
                  client.invalidateQueries({ queryKey: [name] }),
                ),
              );
              props.onMade?.(made);
              onClose();
            }}
          />
        ) : null}
      </Modal>
    </div>
  );
}
