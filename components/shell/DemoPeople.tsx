'use client';
import { Box, Paper, Text, UnstyledButton } from '@mantine/core';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { useSay } from '@/components/ui/say';
import type { Text as Words } from '@/engine/kernel/text';
import classes from './shell.module.css';

/** One of the people of the demonstration, as `GET /api/v1/demo` lists them (in demo mode only). */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Words;
}

/** The people of the demonstration, each one click away. */
export function DemoPeople(props: {
  people: readonly DemoPerson[];
  isBusy: boolean;
  onPick: (person: DemoPerson) => void;
}) {
  const say = useSay();
  return (
    <Paper p={4}>
      {props.people.map((person) => (
        <UnstyledButton
          key={person.email}
          className={`${classes.option} ${classes.hoverable}`}
          w="100%"
          disabled={props.isBusy}
          onClick={() => props.onPick(person)}
        >
          <PersonAvatar size={28} name={person.name} />
          <Box miw={0}>
            <Text size="sm" fw={500}>
              {person.name}
            </Text>
            <Text size="xs" c="dimmed">
              {person.email}
            </Text>
          </Box>
          <span className={classes.optionNote}>{say(person.role)}</span>
        </UnstyledButton>
      ))}
    </Paper>
  );
}
