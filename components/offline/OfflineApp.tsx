'use client';
import { Alert, AppShell, Box, Button, Group, Text } from '@mantine/core';
import { IconCloudOff, IconWifi } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { setAnswersHere } from '@/components/lib/call';
import { useSearchParams } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { RecordCreate } from '@/components/record/RecordCreate';
import { readPrefill } from '@/components/record/prefill';
import { Logo } from '@/components/shell/Logo';
import { SessionProvider, type Session } from '@/components/shell/session';
import { EmptyState } from '@/components/ui/EmptyState';
import { FormSkeleton } from '@/components/ui/Skeletons';
import { answerHere, keptForm } from './answers';
import { useIsOffline } from './here';
import { FORMS, SESSION, type OpenedForm } from './names';
import { OfflineForms } from './OfflineForms';
import { OfflineNote } from './OfflineNote';
import { Outbox } from './Outbox';
import { keepSending } from './start';
import { personHere, readKept, deviceOf } from './device';
import { UpdateNote } from './UpdateNote';

interface Kept {
  readonly session: Session;
  readonly forms: readonly OpenedForm[];
  readonly form: OpenedForm | undefined;
}

/** The page for no network. Where the person wanted to go stands in `at`; what is shown comes from this device. */
export function OfflineApp() {
  const at = useSearchParams().get('at') ?? '/';
  const kept = useKept(at);
  if (kept === undefined) {
    return (
      <Frame at={at}>
        <FormSkeleton fields={4} />
      </Frame>
    );
  }
  if (kept === null) return <Nobody at={at} />;
  return (
    <SessionProvider session={kept.session}>
      <Signed at={at} kept={kept} />
    </SessionProvider>
  );
}

function Signed({ at, kept }: { readonly at: string; readonly kept: Kept }) {
  const { id } = kept.session.viewer;
  useEffect(() => keepSending(id), [id]);
  return (
    <Frame at={at} note={<OfflineNote />}>
      <Place at={at} kept={kept} />
      <UpdateNote />
    </Frame>
  );
}

function Place({ at, kept }: { readonly at: string; readonly kept: Kept }) {
  if (at === paths.outbox) return <Outbox />;
  const { form } = kept;
  if (!form) return <OfflineForms at={at} forms={kept.forms} person={kept.session.viewer.id} />;
  const given = new URL(at, window.location.origin).searchParams.get('with') ?? undefined;
  return <RecordCreate key={at} opened={form} given={readPrefill(given, form.editable)} />;
}

/** Who is here and what is kept for them; null: nobody, or nothing. undefined: not known yet. */
function useKept(at: string): Kept | null | undefined {
  const [kept, setKept] = useState<Kept | null>();
  useEffect(() => {
    let isGone = false;
    void readAll(at)
      .catch(() => null)
      .then((found) => isGone || setKept(found));
    return () => {
      isGone = true;
    };
  }, [at]);
  return kept;
}

async function readAll(at: string): Promise<Kept | null> {
  const person = await personHere();
  if (person === undefined) return null;
  const device = await deviceOf(person);
  const session = (await readKept<Session>(device, SESSION))?.value;
  if (!session) return null;
  setAnswersHere((name, input) => answerHere(device, name, input));
  const forms = (await readKept<readonly OpenedForm[]>(device, FORMS))?.value ?? [];
  const { pathname, searchParams } = new URL(at, window.location.origin);
  const entity = /^\/e\/([^/]+)\/new$/.exec(pathname)?.[1];
  // A copy of a record needs the record.
  const isPlain = entity !== undefined && !searchParams.has('from');
  const form = isPlain ? await keptForm(device, entity, searchParams.get('form') ?? undefined) : undefined;
  return { session, forms, form };
}

function Nobody({ at }: { readonly at: string }) {
  const t = useTranslations('offline.page');
  return (
    <Frame at={at}>
      <EmptyState icon="user-circle" title={t('nobody')} text={t('nobodyHelp')} />
    </Frame>
  );
}

/** A bar with the way home, whether there is a network, and the page. */
function Frame(props: { readonly at: string; readonly note?: ReactNode; readonly children: ReactNode }) {
  return (
    <AppShell header={{ height: 48 }} padding={{ base: 'sm', sm: 'lg' }} transitionDuration={0}>
      <AppShell.Header withBorder>
        <Group h="100%" px={{ base: 'sm', sm: 'md' }} justify="space-between" wrap="nowrap">
          <Group component="a" gap="xs" wrap="nowrap" {...{ href: paths.offline }} td="none" c="inherit">
            <Logo />
            <Text fw={600}>Trellis</Text>
          </Group>
          {props.note}
        </Group>
      </AppShell.Header>
      <AppShell.Main id="main">
        <Back at={props.at} />
        <Box maw={860}>{props.children}</Box>
      </AppShell.Main>
    </AppShell>
  );
}

/** The network is back: the page that was asked for can be had. A form being filled in is not taken away for it. */
function Back({ at }: { readonly at: string }) {
  const t = useTranslations('offline.page');
  const isOffline = useIsOffline();
  const Sign = isOffline ? IconCloudOff : IconWifi;
  if (isOffline) return null;
  return (
    <Alert variant="light" color="gray" role="status" mb="md" icon={<Sign size={18} stroke={1.6} aria-hidden />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('back')}</Text>
        <Button component="a" size="compact-sm" variant="default" href={at}>
          {t('reopen')}
        </Button>
      </Group>
    </Alert>
  );
}
