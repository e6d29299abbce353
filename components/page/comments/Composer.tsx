'use client';
import { ActionIcon, Button, FileButton, Group, Loader, Text, Textarea, Tooltip } from '@mantine/core';
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { randomId } from '@/components/lib/id';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { MentionBox, useMentionSearch } from './MentionBox';
import { withMentions } from './mentioning';
import { useComposer, type Writing } from './useComposer';
import classes from '../page.module.css';

/** Where a comment is written: light markdown, @ for people, files by the clip or by pasting, ⌘Enter sends. */
export function Composer(props: {
  readonly entity: string;
  readonly record: string;
  /** Names the box among those of the record: `new`, the comment that is answered, or the one that is changed. */
  readonly box: string;
  readonly initial: Writing;
  readonly label: string;
  readonly submitLabel: string;
  readonly autoFocus?: boolean;
  /** `key`: the same for every try of the same text. May throw CallError. */
  readonly onSend: (comment: { body: string; files: readonly string[]; key: string }) => Promise<unknown>;
  readonly onCancel?: () => void;
}) {
  const t = useTranslations('page.comments');
  const { entity, record } = props;
  const composer = useComposer(`${record}.${props.box}`, props.initial);
  const { writing, sending } = composer;
  const [key, setKey] = useState(randomId);
  const [failure, setFailure] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const mention = useMentionSearch(entity, record, writing.text, composer.pick, box);
  const isEmpty = writing.text.trim() === '' && writing.files.length === 0;

  const send = async () => {
    if (isEmpty || isSending || sending.length > 0) return;
    setSending(true);
    setFailure(null);
    try {
      const files = writing.files.map(({ id }) => id);
      await props.onSend({ body: withMentions(writing.text, writing.picked), files, key });
      composer.clear();
      setKey(randomId());
    } catch (error) {
      setFailure(error);
    } finally {
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mention.onKeyDown(event)) return;
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && props.onCancel) {
      event.stopPropagation();
      props.onCancel();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    void composer.attach(files);
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <MentionBox mention={mention}>
        <Textarea
          ref={box}
          aria-label={props.label}
          placeholder={props.label}
          autosize
          minRows={props.autoFocus ? 2 : 1}
          maxRows={14}
          autoFocus={props.autoFocus ?? false}
          value={writing.text}
          onChange={(event) => {
            composer.setText(event.currentTarget.value);
            mention.look(event.currentTarget);
          }}
          onSelect={(event) => mention.look(event.currentTarget)}
          onBlur={mention.close}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          {...mention.aria}
        />
      </MentionBox>
      {writing.files.length + sending.length > 0 ? (
        <Group gap={6} mt={6}>
          {writing.files.map((file) => (
            <span key={file.id} className={classes.attached}>
              <Icon name="paperclip" size={13} />
              <span>{file.name}</span>
              <ActionIcon
                size={18}
                variant="subtle"
                color="gray"
                aria-label={t('detach', { name: file.name })}
                onClick={() => composer.removeFile(file.id)}
              >
                <Icon name="x" size={12} />
              </ActionIcon>
            </span>
          ))}
          {sending.map((name, index) => (
            <span key={`${name}.${index}`} className={classes.attached}>
              <Loader size={12} />
              <span>{name}</span>
            </span>
          ))}
        </Group>
      ) : null}
      <ProblemList error={failure} />
      <Group gap={6} mt={6} justify="flex-end">
        <Text size="xs" c="dimmed" mr="auto" visibleFrom="sm">
          {t('hint')}
        </Text>
        <FileButton multiple onChange={(files) => void composer.attach(files)}>
          {(button) => (
            <Tooltip label={t('attach')}>
              <ActionIcon {...button} variant="subtle" color="gray" aria-label={t('attach')}>
                <Icon name="paperclip" />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
        {props.onCancel ? (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={props.onCancel}>
            {t('cancel')}
          </Button>
        ) : null}
        <Button size="compact-sm" type="submit" loading={isSending} disabled={isEmpty || sending.length > 0}>
          {props.submitLabel}
        </Button>
      </Group>
    </form>
  );
}
