'use client';
import {
  Alert,
  Box,
  Button,
  Center,
  Divider,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { hasCome } from '@/components/offline/start';
import { Icon } from '@/components/ui/icons';
import { DemoPeople, type DemoPerson } from './DemoPeople';
import { LanguageSwitch } from './LanguageSwitch';
import { Logo } from './Logo';

type Fault = 'wrong' | 'tooMany' | 'offline';

/** Signs in by email and password; the session comes back as a cookie. */
async function signIn(email: string, password: string): Promise<Fault | null> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, rememberMe: true }),
  }).catch(() => null);
  if (!response || response.status >= 500) return 'offline';
  if (response.status === 429) return 'tooMany';
  return response.ok ? null : 'wrong';
}

/** The sign-in page; in demo mode it lists the people of the demonstration. `next` is where to go afterwards. */
export function SignIn(props: { next: string; demo: readonly DemoPerson[] }) {
  const t = useTranslations('auth');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [isTried, setTried] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);

  const enter = async (who: string, secret: string) => {
    setBusy(who);
    setFault(null);
    const found = await signIn(who, secret);
    // A full load: everything read as somebody else is forgotten.
    if (found === null) {
      hasCome();
      return window.location.assign(props.next);
    }
    setFault(found);
    setBusy(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() && password) void enter(email.trim(), password);
  };
  return (
    <Center mih="100dvh" p="md" bg="var(--surface-sunken)">
      <Stack w="100%" maw={400} gap="lg" component="main">
        <Group justify="space-between">
          <Group gap="xs">
            <Logo size={26} />
            <Text fw={600} size="lg">
              Trellis
            </Text>
          </Group>
          <LanguageSwitch isSignedIn={false} />
        </Group>
        <Paper p="lg">
          <Title order={1} mb="md">
            {t('title')}
          </Title>
          <form onSubmit={submit} noValidate>
            <Stack gap="sm">
              {fault ? (
                <Alert color="red" role="alert" variant="light" icon={<Icon name="alert-triangle" />}>
                  {t(fault)}
                </Alert>
              ) : null}
              <TextInput
                label={t('email')}
                type="email"
                autoComplete="username"
                autoFocus={props.demo.length === 0}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
                error={isTried && !email.trim() ? t('emailMissing') : undefined}
              />
              <PasswordInput
                label={t('password')}
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                error={isTried && !password ? t('passwordMissing') : undefined}
              />
              <Button type="submit" fullWidth loading={busy !== null} mt="xs">
                {t('submit')}
              </Button>
            </Stack>
          </form>
        </Paper>
        {props.demo.length > 0 ? (
          <Box>
            <Divider label={t('demo.title')} mb="xs" />
            <DemoPeople people={props.demo} isBusy={busy !== null} onPick={(p) => void enter(p.email, p.password)} />
            <Text size="xs" c="dimmed" mt="xs">
              {t('demo.note')}
            </Text>
          </Box>
        ) : null}
      </Stack>
    </Center>
  );
}
