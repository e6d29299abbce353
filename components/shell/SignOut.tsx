'use client';
import { Button, Group, Text } from '@mantine/core';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { LaterModal } from '@/components/ui/LaterModal';
import { useTranslations } from 'use-intl';
import { draftsOnlyHere } from '@/components/form/runtime/drafts';
import { countWaiting, endOffline, endSession } from '@/components/offline/start';
import { UnsentDialog } from '@/components/offline/UnsentDialog';
import { useSession } from './session';

const SignOutContext = createContext<() => void>(() => undefined);
/** Signs out; asks first when unsaved drafts on this device would be lost. */
export const useSignOut = (): (() => void) => useContext(SignOutContext);

/** Leaves the session and goes to the sign-in page; neither memory nor this device keeps anything of the person. */
async function signOut(person: string): Promise<void> {
  await endOffline(person).catch(() => undefined);
  await endSession();
  window.location.assign('/signin');
}

export function SignOutProvider(props: { children: ReactNode }) {
  const t = useTranslations('shell');
  const { viewer } = useSession();
  const [drafts, setDrafts] = useState(0);
  const [waiting, setWaiting] = useState(0);
  const ask = async () => {
    const lost = draftsOnlyHere(viewer.id, localStorage);
    const unsent = await countWaiting(viewer.id);
    setDrafts(lost);
    setWaiting(unsent);
    if (lost + unsent === 0) await signOut(viewer.id);
  };
  return (
    <SignOutContext value={() => void ask()}>
      {props.children}
      <UnsentDialog
        waiting={waiting}
        drafts={drafts}
        onClose={() => setWaiting(0)}
        onLeave={() => void signOut(viewer.id)}
      />
      <LaterModal
        opened={drafts > 0 && waiting === 0}
        onClose={() => setDrafts(0)}
        title={t('me.draftsTitle')}
        size="sm"
      >
        <Text size="sm" mb="md">
          {t('me.draftsText', { count: drafts })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setDrafts(0)} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" onClick={() => void signOut(viewer.id)}>
            {t('me.signOut')}
          </Button>
        </Group>
      </LaterModal>
    </SignOutContext>
  );
}
