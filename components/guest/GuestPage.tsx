'use client';
import { Container, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { GivenSession, type Session } from '@/components/shell/session';
import { Logo } from '@/components/shell/Logo';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { GuestAnswer, GuestQuery, Opened } from './answer';
import { Closed } from './Closed';
import { GuestForm } from './GuestForm';
import { tellHeight } from './frame';
import classes from './guest.module.css';
import { Languages } from './Languages';

/** Who fills in a form by a link is nobody in particular. */
const sessionOf = (opened: Opened, locale: string): Session => ({
  viewer: {
    id: `link.${opened.id}`,
    name: '',
    email: '',
    locale,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    roles: [],
    department: null,
    permissions: [],
  },
  menus: [],
  counts: { tasks: 0, notifications: 0 },
  demo: false,
  plugins: [],
});

/** The page of a link: a form to fill in, a record to look at, or a sentence that says why there is neither. */
export function GuestPage(props: { readonly token: string; readonly answer: GuestAnswer; readonly query: GuestQuery }) {
  const { opened, problem } = props.answer;
  const t = useTranslations('guest');
  const say = useSay();
  const locale = useAppLocale();
  const isFramed = props.query.embed !== undefined;
  const title = opened ? say(opened.title) : t('nothing');
  const [session] = useState(() => (opened?.state === 'open' ? sessionOf(opened, locale) : null));
  return (
    <Frame
      isFramed={isFramed}
      head={
        <>
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {opened && opened.languages.length > 1 ? <Languages /> : null}
        </>
      }
    >
      {opened?.state === 'open' && session ? (
        <GivenSession session={session}>
          <GuestForm token={props.token} opened={opened} query={props.query} />
        </GivenSession>
      ) : (
        <Closed words={opened?.state === 'open' ? undefined : opened} problem={problem} />
      )}
    </Frame>
  );
}

/** Title above, a card in the middle, whose it is below. In a frame of another site only what is inside the card. */
function Frame(props: { readonly isFramed: boolean; readonly head: ReactNode; readonly children: ReactNode }) {
  const t = useTranslations('guest');
  const inside = useRef<HTMLDivElement>(null);
  useEffect(() => (props.isFramed && inside.current ? tellHeight(inside.current) : undefined), [props.isFramed]);
  const body = (
    <Stack gap="md">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        {props.head}
      </Group>
      {props.children}
    </Stack>
  );
  if (props.isFramed) {
    return (
      <main ref={inside} className={classes.framed}>
        {body}
      </main>
    );
  }
  return (
    <div className={classes.page}>
      <Container size={760} px={0} component="main" className={classes.main}>
        <Paper className={classes.card}>{body}</Paper>
        <Group justify="center" gap={6} mt="md">
          <Logo size={14} />
          <Text size="xs" c="dimmed">
            {t.rich('madeWith', { name: () => <b>Trellis</b> })}
          </Text>
        </Group>
      </Container>
    </div>
  );
}
