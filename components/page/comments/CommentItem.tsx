'use client';
import { ActionIcon, Anchor, Group, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWrite } from '@/components/lib/call';
import { filePath } from '@/components/lib/upload';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { RelativeTime } from '@/components/ui/RelativeTime';
import type { CommentView } from '@/engine/kernel/api';
import { Markdown } from '../Markdown';
import { Composer } from './Composer';
import { toBox } from './mentioning';
import classes from '../page.module.css';

/** One comment: who, when, what; its writer changes or deletes it, everybody answers. */
export function CommentItem(props: {
  readonly entity: string;
  readonly record: string;
  readonly comment: CommentView;
  /** How people are called now, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly isMarked: boolean;
  readonly isFixed: boolean;
  readonly onAnswer: () => void;
}) {
  const t = useTranslations('page.comments');
  const { comment, names } = props;
  const [isEditing, setEditing] = useState(false);
  const update = useWrite('comment.update', ['comment.list', 'record.timeline', 'record.files']);
  const who = comment.by?.title ?? t('somebody');
  if (comment.isDeleted) {
    return (
      <Text size="sm" c="dimmed" fs="italic" id={`comment-${comment.id}`}>
        {t('wasDeleted')}
      </Text>
    );
  }
  return (
    <article
      id={`comment-${comment.id}`}
      className={classes.comment}
      data-answer={comment.parent !== null || undefined}
      data-marked={props.isMarked || undefined}
      aria-label={t('by', { name: who })}
    >
      <PersonAvatar name={who} size={24} />
      <div className={classes.commentBody}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={600} truncate>
            {who}
          </Text>
          <RelativeTime at={comment.at} size="xs" c="dimmed" />
          {comment.editedAt ? (
            <Text size="xs" c="dimmed">
              {t('edited')}
            </Text>
          ) : null}
          {props.isFixed || isEditing ? null : (
            <CommentTools comment={comment} onAnswer={props.onAnswer} onEdit={() => setEditing(true)} />
          )}
        </Group>
        {isEditing ? (
          <Composer
            entity={props.entity}
            record={props.record}
            box={`edit.${comment.id}`}
            initial={{ ...toBox(comment.body, names), files: comment.files }}
            label={t('change')}
            submitLabel={t('save')}
            autoFocus
            onCancel={() => setEditing(false)}
            onSend={async ({ body, files }) => {
              await update.mutateAsync({ id: comment.id, body, files });
              setEditing(false);
            }}
          />
        ) : (
          <Markdown text={comment.body} names={names} />
        )}
        {isEditing || comment.files.length === 0 ? null : (
          <Group gap={10} mt={4}>
            {comment.files.map((file) => (
              <Anchor
                key={file.id}
                href={filePath(file.id)}
                target="_blank"
                rel="noopener"
                size="xs"
                className={classes.attached}
              >
                <Icon name={file.mime.startsWith('image/') ? 'photo' : 'file'} size={13} />
                <span>{file.name}</span>
              </Anchor>
            ))}
          </Group>
        )}
      </div>
    </article>
  );
}

function CommentTools(props: {
  readonly comment: CommentView;
  readonly onAnswer: () => void;
  readonly onEdit: () => void;
}) {
  const t = useTranslations('page.comments');
  const notes = useNotes();
  const { comment } = props;
  const remove = useWrite('comment.delete', ['comment.list', 'record.timeline', 'record.files']);
  const restore = useWrite('comment.restore', ['comment.list', 'record.timeline', 'record.files']);
  const onDelete = () =>
    remove.mutate(
      { id: comment.id },
      { onSuccess: () => notes.undo(t('deleted'), () => restore.mutate({ id: comment.id })), onError: notes.failed },
    );
  return (
    <Group gap={0} ml="auto" className={classes.commentTools} wrap="nowrap" data-no-print>
      <ActionIcon size={22} variant="subtle" color="gray" aria-label={t('answer')} onClick={props.onAnswer}>
        <Icon name="arrow-back-up" size={14} />
      </ActionIcon>
      {comment.mine ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={22} variant="subtle" color="gray" aria-label={t('more')}>
              <Icon name="dots" size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="pencil" />} onClick={props.onEdit}>
              {t('change')}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={onDelete}>
              {t('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Group>
  );
}
