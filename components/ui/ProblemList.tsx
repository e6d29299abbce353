'use client';
import { Alert, Button, List, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { CallError } from '@/components/lib/call';
import { Icon } from './icons';

/** The sentences of an error. A server that can't be reached is said calmly, in words of our own. */
export function useProblemWords(): (error: unknown) => readonly string[] {
  const t = useTranslations('shell');
  return (error) => {
    if (!(error instanceof CallError)) return [t('problem.unexpected')];
    if (error.status === 0) return [t('problem.offline')];
    return error.problems.length > 0 ? error.problems.map((p) => p.message) : [error.message];
  };
}

/** What went wrong, in sentences; with `retry`, the way to try again. Nothing is drawn without an error. */
export function ProblemList(props: { error: unknown; retry?: () => void }) {
  const t = useTranslations('shell');
  const words = useProblemWords();
  if (!props.error) return null;
  const sentences = words(props.error);
  const isOffline = props.error instanceof CallError && props.error.status === 0;
  return (
    <Alert
      role="alert"
      variant="light"
      color={isOffline ? 'gray' : 'red'}
      icon={<Icon name="alert-triangle" size={18} />}
      mb="sm"
    >
      {sentences.length === 1 ? (
        <Text size="sm">{sentences[0]}</Text>
      ) : (
        <List size="sm" spacing={2}>
          {sentences.map((sentence, index) => (
            <List.Item key={index}>{sentence}</List.Item>
          ))}
        </List>
      )}
      {props.retry ? (
        <Button mt="xs" size="compact-sm" variant="default" onClick={props.retry}>
          {t('problem.retry')}
        </Button>
      ) : null}
    </Alert>
  );
}
