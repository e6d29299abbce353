'use client';
import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import classes from './page.module.css';

/** At the head of a field: who else edits it right now, and the way to its history. */
export function FieldMark(props: {
  readonly field: FieldView;
  readonly editedBy: string | null;
  readonly onHistory: (field: FieldView) => void;
  /** Given for a field that cannot be edited here. */
  readonly onWhy?: ((field: string) => void) | undefined;
}) {
  const t = useTranslations('page');
  const why = useTranslations('access.why')('ask');
  const say = useSay();
  const { onWhy } = props;
  const label = t('fieldHistory.open', { label: say(props.field.label, props.field.name) });
  return (
    <>
      {props.editedBy ? (
        <Text size="xs" className={classes.editedBy} role="status">
          {props.editedBy}
        </Text>
      ) : null}
      <Tooltip label={label}>
        <ActionIcon
          size={20}
          variant="subtle"
          color="gray"
          className={classes.fieldTool}
          aria-label={label}
          data-no-print
          onClick={() => props.onHistory(props.field)}
        >
          <Icon name="history" size={13} />
        </ActionIcon>
      </Tooltip>
      {onWhy ? (
        <Tooltip label={why}>
          <ActionIcon
            size={20}
            variant="subtle"
            color="gray"
            className={classes.fieldTool}
            aria-label={`${say(props.field.label, props.field.name)}: ${why}`}
            data-no-print
            onClick={() => onWhy(props.field.name)}
          >
            <Icon name="shield" size={13} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </>
  );
}
