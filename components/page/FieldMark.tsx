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
}) {
  const t = useTranslations('page');
  const say = useSay();
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
    </>
  );
}
