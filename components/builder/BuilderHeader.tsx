'use client';
import { ActionIcon, Box, Button, Group, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconCircleCheck,
  IconEye,
  IconKeyboard,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useEffect, useState, type ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { PresenceAvatars } from '@/components/page/presence/PresenceAvatars';
import type { Present } from '@/engine/kernel/api';
import type { Text } from '@/engine/kernel/text';
import { labelled } from './labels';
import type { Draft } from './documents/useDraft';
import { TextInputs } from './properties/TextInputs';
import { useSay } from '@/components/ui/say';
import classes from './builder.module.css';

interface BuilderHeaderProps {
  readonly draft: Draft;
  /** Everybody who has the document open. */
  readonly people: readonly Present[];
  readonly name: Text;
  readonly onRename: (name: Text) => void;
  readonly tools?: ReactNode;
  readonly onPreview?: (() => void) | undefined;
  readonly onCheck: () => void;
  readonly onKeys: () => void;
  readonly onPublish: () => void;
}

export function BuilderHeader({ draft, people, name, onRename, tools, ...on }: BuilderHeaderProps) {
  const t = useTranslations('builder.frame');
  const say = useSay();
  const errors = draft.problems.filter((p) => p.level !== 'warning').length;
  const checked = errors > 0 ? t('check', { count: errors }) : t('checked');
  return (
    <header className={classes.header}>
      <ActionIcon component={Link} href="/build" variant="subtle" color="gray" aria-label={t('back')}>
        <IconChevronLeft size={18} />
      </ActionIcon>
      <div className={classes.name}>
        <h1 className={classes.title}>
          <Popover position="bottom-start" width={320} trapFocus returnFocus withinPortal shadow="md">
            <Popover.Target>
              <UnstyledButton className={classes.nameButton} aria-label={t('rename', { name: say(name) })}>
                {say(name, t('unnamed'))}
              </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown>
              <TextInputs label={t('name')} value={name} onChange={onRename} isRequired />
            </Popover.Dropdown>
          </Popover>
        </h1>
        <DraftState draft={draft} />
      </div>
      <Group gap={4} wrap="nowrap">
        <PresenceAvatars people={people} labelOf={(part) => partLabel(draft, part, say)} />
        {tools}
        <IconButton
          label={t('undo')}
          isDisabled={!draft.canUndo}
          onClick={draft.undo}
          icon={<IconArrowBackUp size={18} />}
        />
        <IconButton
          label={t('redo')}
          isDisabled={!draft.canRedo}
          onClick={draft.redo}
          icon={<IconArrowForwardUp size={18} />}
        />
        <Box visibleFrom="sm">
          <IconButton label={t('keys')} onClick={on.onKeys} icon={<IconKeyboard size={18} />} />
        </Box>
        {on.onPreview && <IconButton label={t('preview')} onClick={on.onPreview} icon={<IconEye size={18} />} />}
        <Button
          size="xs"
          variant="default"
          aria-label={checked}
          onClick={on.onCheck}
          leftSection={
            errors > 0 ? (
              <IconAlertTriangle size={15} color="var(--mantine-color-red-text)" />
            ) : (
              <IconCircleCheck size={15} color="var(--mantine-color-green-text)" />
            )
          }
        >
          <Box component="span" visibleFrom="sm">
            {checked}
          </Box>
          <Box component="span" hiddenFrom="sm" aria-hidden>
            {errors > 0 ? errors : ''}
          </Box>
        </Button>
        <Button size="xs" onClick={on.onPublish}>
          {t('publish')}
        </Button>
      </Group>
    </header>
  );
}

/** What another analyst has selected, in words. */
function partLabel(draft: Draft, part: string, say: ReturnType<typeof useSay>): string {
  const label = draft.documents.map((document) => labelled(document, part)).find((one) => one !== undefined);
  return label ? say(label) : '';
}

function IconButton(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
}) {
  return (
    <Tooltip label={props.label} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={props.label}
        disabled={props.isDisabled ?? false}
        onClick={props.onClick}
      >
        {props.icon}
      </ActionIcon>
    </Tooltip>
  );
}

const TICK_MS = 5000;

/** "Draft saved · 3 s ago", "published v4", "not saved: …": never silent about the analyst's work. */
function DraftState({ draft }: { readonly draft: Draft }) {
  const t = useTranslations('builder.state');
  const format = useFormatter();
  const [now, setNow] = useState(() => Date.now());
  const { state } = draft;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const words = (): string => {
    if (state.is === 'failed') return t('failed', { message: state.message });
    if (state.is === 'saved') {
      return t('saved', { when: format.relativeTime(new Date(state.at), new Date(Math.max(now, state.at))) });
    }
    if (state.is !== 'clean') return t(state.is);
    if (draft.refs().length > 0) return t(draft.version === null ? 'neverPublished' : 'draft');
    return t('published', { version: draft.version ?? 0 });
  };
  const isBad = state.is === 'failed' || state.is === 'conflict';
  return (
    <span className={classes.state} data-tone={isBad ? 'bad' : 'calm'} data-testid="draft-state" data-state={state.is}>
      {words()}
    </span>
  );
}
