'use client';
import { Box } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { draftKey } from '@/components/form/runtime/drafts';
import { FormView } from '@/components/form/runtime/FormView';
import { useMe } from '@/components/form/runtime/useMe';
import { call } from '@/components/lib/call';
import { randomId } from '@/components/lib/id';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSession } from '@/components/shell/session';
import { useNotes } from '@/components/ui/notes';
import { PageHeader } from '@/components/ui/PageHeader';
import { useSay } from '@/components/ui/say';
import type { Output, RecordView } from '@/engine/kernel/api';
import { copyOf } from './copyOf';
import type { Prefill } from './prefill';

/** A new record, filled in by its form. `copied`: the record it begins as a copy of; `given`: values it begins with. */
export function RecordCreate(props: {
  opened: Output<'form.open'>;
  copied?: RecordView | undefined;
  given?: Prefill | undefined;
}) {
  const t = useTranslations('record');
  const say = useSay();
  const router = useRouter();
  const notes = useNotes();
  const { viewer } = useSession();
  const me = useMe();
  const { entity, form, values, editable, targets } = props.opened;
  const given = props.given ?? {};
  const begun = props.copied
    ? `new.${props.copied.id}`
    : Object.keys(given).length > 0
      ? `new.${JSON.stringify(given)}`
      : 'new';
  // The same key for every try: a send that was repeated after a lost answer makes one record, not two.
  const [key] = useState(() => randomId());
  return (
    <Box maw={860}>
      <PageHeader title={t('newTitle', { label: say(entity.label, entity.name) })} />
      <FormView
        document={form}
        me={me}
        isNew
        entity={entity}
        targets={targets}
        values={{ ...values, ...(props.copied && copyOf(props.copied, entity)), ...given }}
        editable={editable}
        draft={draftKey(viewer.id, entity.name, begun)}
        submitLabel={t('create')}
        onCancel={() => router.push(paths.list(entity.name))}
        onSubmit={async (filled) => {
          const made = await call('record.create', { entity: entity.name, values: filled, form: form.name, key });
          notes.done(t('created', { title: made.title || say(entity.label) }));
          router.push(paths.record(entity.name, made.id));
        }}
      />
    </Box>
  );
}
