'use client';
import { Text } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { useFormCore } from '@/components/form/runtime/formCore';
import { draftKey } from '@/components/form/runtime/drafts';
import { FormSections } from '@/components/form/runtime/FormSections';
import { FormView } from '@/components/form/runtime/FormView';
import { useMe } from '@/components/form/runtime/useMe';
import { enterBy } from '@/components/lib/door';
import { FormSkeleton } from '@/components/ui/Skeletons';
import { useAppLocale } from '@/components/ui/say';
import type { Output } from '@/engine/kernel/api';
import type { GuestQuery, Opened } from './answer';
import { Done } from './Done';
import { guestDoor } from './guestDoor';
import classes from './guest.module.css';
import { prefilled } from './prefilled';
import { Sending } from './sending';

/** What a link opens: filled in and sent, or looked at. */
export function GuestForm(props: { readonly token: string; readonly opened: Opened; readonly query: GuestQuery }) {
  const { opened, token } = props;
  const [sending] = useState(() => {
    const made = new Sending(opened.work);
    // Before any input asks for anything.
    enterBy(guestDoor(token, () => ({ challenge: made.challenge, files: opened.files })));
    return made;
  });
  const [sent, setSent] = useState<Output<'link.submit'> | null>(null);
  // The server draws no file of a record: the way to it is known to this page only.
  const isMounted = useMounted();
  if (sent) return <Done opened={opened} sent={sent} />;
  if (opened.record && !isMounted) return <FormSkeleton fields={5} />;
  if (opened.editable.length === 0) return <Shown opened={opened} />;
  return <Filled {...props} sending={sending} onSent={setSent} />;
}

function Filled(props: {
  readonly opened: Opened;
  readonly query: GuestQuery;
  readonly sending: Sending;
  readonly onSent: (sent: Output<'link.submit'>) => void;
}) {
  const { opened, sending } = props;
  const t = useTranslations('guest');
  const me = useMe();
  const locale = useAppLocale();
  const timeZone = useTimeZone() ?? 'Asia/Shanghai';
  const trap = useRef<HTMLInputElement>(null);
  const [given] = useState(() => prefilled(opened, props.query, { locale, timeZone }));
  const { entity, form, record } = opened;
  return (
    <div onInput={() => sending.begin()}>
      <div className={classes.trap} aria-hidden>
        <label>
          Website
          <input ref={trap} type="text" name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <FormView
        document={form}
        me={me}
        isNew={record === null}
        entity={entity}
        targets={opened.targets}
        values={{ ...opened.values, ...given }}
        editable={opened.editable}
        draft={draftKey(`link.${opened.id}`, entity.name, record?.id ?? 'new')}
        submitLabel={t('send')}
        onSubmit={async (filled) => {
          const values = Object.fromEntries(Object.entries(filled).filter(([name]) => opened.editable.includes(name)));
          const website = trap.current?.value ?? '';
          props.onSent(
            await sending.send({
              values,
              ...(record ? { rev: record.rev } : {}),
              ...(website ? { trap: website } : {}),
            }),
          );
        }}
      />
    </div>
  );
}

function Shown({ opened }: { readonly opened: Opened }) {
  const t = useTranslations('guest');
  const me = useMe();
  const core = useFormCore({
    document: opened.form,
    me,
    isNew: false,
    entity: opened.entity,
    targets: opened.targets,
    values: opened.values,
    editable: [],
  });
  return (
    <>
      <FormSections core={core} />
      <Text size="xs" c="dimmed">
        {t('onlyLook')}
      </Text>
    </>
  );
}
