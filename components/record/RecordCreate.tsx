'use client';
import { Box } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { draftKey } from '@/components/form/runtime/drafts';
import { FormView } from '@/components/form/runtime/FormView';
import { useMe } from '@/components/form/runtime/useMe';
import { call } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useKeptFiles } from '@/components/offline/files';
import { canKeep, useIsOffline } from '@/components/offline/here';
import { KeptAhead } from '@/components/offline/KeptAhead';
import type { Values } from '@/components/offline/device';
import { titleOf, useSend } from '@/components/offline/useSend';
import { useSession } from '@/components/shell/session';
import { useNotes } from '@/components/ui/notes';
import { PageHeader } from '@/components/ui/PageHeader';
import { useSay } from '@/components/ui/say';
import type { Output, RecordView } from '@/engine/kernel/api';
import { copyOf } from './copyOf';
import type { Prefill } from './prefill';

/** What a record begins with names its draft on the server; longer beginnings are kept on this device alone. */
const LONGEST_PLACE = 400;

/** A new record, filled in by its form. `copied`: the record it begins as a copy of; `given`: values it begins with. */
export function RecordCreate(props: {
  opened: Output<'form.open'>;
  copied?: RecordView | undefined;
  given?: Prefill | undefined;
  /** The form was chosen, not the one that comes by itself. */
  isNamed?: boolean;
}) {
  const t = useTranslations('record');
  const say = useSay();
  const router = useRouter();
  const notes = useNotes();
  const { viewer } = useSession();
  const me = useMe();
  const { entity, form, values, editable, targets } = props.opened;
  const named = { entity: entity.name, form: form.name, label: entity.label };
  const says = useTranslations('offline.form');
  const send = useSend(viewer.id);
  const given = props.given ?? {};
  const begun = props.copied
    ? `new.${props.copied.id}`
    : Object.keys(given).length > 0
      ? `new.${JSON.stringify(given)}`
      : props.isNamed
        ? `new.form:${form.name}`
        : 'new';
  const isKept = form.offline === true && canKeep();
  const isOffline = useIsOffline();
  useKeptFiles(viewer.id, isKept);
  const create = (filled: Values, key: string, shown: Values) =>
    isKept
      ? send({ ...named, id: key, kind: 'create', title: titleOf(entity, shown), values: filled, shown })
      : call('record.create', { entity: entity.name, values: filled, form: form.name, key });
  return (
    <Box maw={860}>
      <PageHeader title={t('newTitle', { label: say(entity.label, entity.name) })} />
      {form.offline ? <KeptAhead opened={props.opened} /> : null}
      <FormView
        document={form}
        me={me}
        isNew
        entity={entity}
        targets={targets}
        values={{ ...values, ...(props.copied && copyOf(props.copied, entity)), ...given }}
        editable={editable}
        draft={draftKey(viewer.id, entity.name, begun)}
        {...(begun.length <= LONGEST_PLACE && { keptAt: { entity: entity.name, place: begun } })}
        submitLabel={form.offline && isOffline ? says('submitOffline') : t('create')}
        onCancel={() => router.push(paths.list(entity.name))}
        onSubmit={async (filled, key, shown) => {
          const made = await create(filled, key, shown);
          if (!made) {
            notes.done(says('saved'));
            return router.push(paths.outbox);
          }
          notes.done(t('created', { title: made.title || say(entity.label) }));
          router.push(paths.record(entity.name, made.id));
        }}
      />
    </Box>
  );
}
