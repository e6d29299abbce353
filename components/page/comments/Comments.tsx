'use client';
import { Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { useSearchParams } from '@/components/lib/navigation';
import { ProblemList } from '@/components/ui/ProblemList';
import { FormSkeleton } from '@/components/ui/Skeletons';
import { CommentItem } from './CommentItem';
import { Composer } from './Composer';
import { NOTHING } from './useComposer';

/**
 * The discussion of a record, oldest first; answers stand below what they answer.
 * @param isFixed to look at only, on the canvas of the builder
 */
export function Comments(props: { readonly entity: string; readonly record: string; readonly isFixed?: boolean }) {
  const t = useTranslations('page.comments');
  const { entity, record, isFixed = false } = props;
  const list = useRead('comment.list', { entity, record });
  const create = useWrite('comment.create', ['comment.list', 'record.timeline', 'record.files']);
  const [answering, setAnswering] = useState<string | null>(null);
  const marked = useMarked(list.isSuccess);
  const names = useMemo(
    () => new Map((list.data?.people ?? []).map(({ id, title }) => [id, title])),
    [list.data?.people],
  );
  const comments = list.data?.comments ?? [];
  return (
    <Stack gap="md">
      <ProblemList error={list.error} retry={() => void list.refetch()} />
      {list.isLoading ? <FormSkeleton fields={2} /> : null}
      {list.isSuccess && comments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      ) : null}
      {comments.map((comment) => (
        <div key={comment.id}>
          <CommentItem
            entity={entity}
            record={record}
            comment={comment}
            names={names}
            isMarked={marked === comment.id}
            isFixed={isFixed}
            onAnswer={() => setAnswering(comment.parent ?? comment.id)}
          />
          {answering !== null && isLastOf(comments, comment.id, answering) ? (
            <div style={{ marginLeft: 32, marginTop: 12 }}>
              <Composer
                entity={entity}
                record={record}
                box={answering}
                initial={NOTHING}
                label={t('writeAnswer')}
                submitLabel={t('answer')}
                autoFocus
                onCancel={() => setAnswering(null)}
                onSend={async (sent) => {
                  await create.mutateAsync({ entity, record, parent: answering, ...sent });
                  setAnswering(null);
                }}
              />
            </div>
          ) : null}
        </div>
      ))}
      {isFixed ? null : (
        <Composer
          entity={entity}
          record={record}
          box="new"
          initial={NOTHING}
          label={t('write')}
          submitLabel={t('send')}
          onSend={(sent) => create.mutateAsync({ entity, record, ...sent })}
        />
      )}
    </Stack>
  );
}

/** The answer is written below the last answer of the same comment. */
function isLastOf(
  comments: readonly { readonly id: string; readonly parent: string | null }[],
  id: string,
  root: string,
): boolean {
  return comments.findLast((one) => one.id === root || one.parent === root)?.id === id;
}

/** The comment a notice leads to: scrolled to once it is there, and marked. */
function useMarked(isRead: boolean): string | null {
  const wanted = useSearchParams().get('comment');
  useEffect(() => {
    if (isRead && wanted) document.getElementById(`comment-${wanted}`)?.scrollIntoView({ block: 'center' });
  }, [isRead, wanted]);
  return wanted;
}
