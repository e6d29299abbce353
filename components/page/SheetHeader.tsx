'use client';
import { ActionIcon, Group, Title, Tooltip } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { AccessDialogs } from '@/components/access/useAccessDialogs';
import { SaveSign } from '@/components/form/runtime/SaveSign';
import type { SaveState } from '@/components/form/runtime/useAutosave';
import { FieldDisplay } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { FlowAction } from '@/components/record/FlowAction';
import { useSession } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import type { Present, RecordView } from '@/engine/kernel/api';
import { Figures } from './Figures';
import { Neighbours } from './Neighbours';
import { PresenceAvatars } from './presence/PresenceAvatars';
import { RecordMenu } from './RecordMenu';
import type { OpenedPage } from './RecordSheet';
import classes from './page.module.css';

/** What the record is, its state and figures, who is here, what comes next. */
export function SheetHeader(props: {
  readonly opened: OpenedPage;
  /** Without it (a preview) nothing can be shared or asked. */
  readonly access?: AccessDialogs;
  readonly record: RecordView;
  readonly people: readonly Present[];
  readonly labelOf: (field: string) => string;
  /** null: nothing here can be edited. */
  readonly saveState: SaveState | null;
  readonly isPanel: boolean;
  readonly isPreview: boolean;
  readonly onPage: (name: string) => void;
  readonly onGone: () => void;
}) {
  const t = useTranslations('page');
  const share = useTranslations('access.share')('action');
  const { opened, record, access, isPanel, isPreview } = props;
  const { entity } = opened.opened;
  const { plugins } = useSession();
  const { status, figures = [], action = 'flow' } = opened.page.header ?? {};
  const statusField = entity.fields.find((field) => field.name === status);
  const hasAction = !isPreview && action === 'flow' && plugins.includes('workflow');
  return (
    <header className={classes.header}>
      <Group justify="space-between" gap="sm" wrap="wrap">
        <Group gap="xs" miw={0} className={classes.titleLine}>
          <Title order={1} className={classes.title}>
            {record.title || t('untitled')}
          </Title>
          {statusField && !isEmptyValue(record[statusField.name]) ? (
            <FieldDisplay field={statusField} value={record[statusField.name] ?? null} isBrief />
          ) : null}
        </Group>
        <Group gap="xs" wrap="nowrap" className={classes.actions}>
          <PresenceAvatars people={props.people} labelOf={props.labelOf} />
          {props.saveState ? <SaveSign state={props.saveState} /> : null}
          {isPanel ? null : <Neighbours entity={entity.name} id={record.id} />}
          {hasAction ? (
            <div className={classes.mainAction} data-no-print>
              <FlowAction entity={entity.name} record={record.id} />
            </div>
          ) : null}
          {isPreview || !access ? null : (
            <>
              <Tooltip label={share}>
                <ActionIcon variant="subtle" color="gray" aria-label={share} data-no-print onClick={access.share}>
                  <Icon name="user-plus" fallback="users" size={18} />
                </ActionIcon>
              </Tooltip>
              <RecordMenu access={access} opened={opened} record={record} onPage={props.onPage} onGone={props.onGone} />
            </>
          )}
        </Group>
      </Group>
      <Figures entity={entity} record={record} figures={figures} />
    </header>
  );
}
