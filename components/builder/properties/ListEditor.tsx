'use client';
import { Button, Group, Input, Stack } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { SmallAction } from '@/components/ui/SmallAction';
import classes from '../builder.module.css';

interface ListEditorProps<T> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly items: readonly T[];
  readonly onChange: (items: readonly T[]) => void;
  readonly add: () => T;
  readonly addLabel: string;
  readonly row: (item: T, change: (item: T) => void, index: number) => ReactNode;
  readonly children?: ReactNode;
}

/** A list whose rows can be added, moved and taken away; each row draws itself. */
export function ListEditor<T>({ items, onChange, row, ...props }: ListEditorProps<T>) {
  const t = useTranslations('builder.list');
  const list = useRef<HTMLDivElement>(null);
  const add = () => {
    onChange([...items, props.add()]);
    // The new row is what one wants to fill in next.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const rows = list.current?.querySelectorAll(':scope > [role="listitem"]');
        rows
          ?.item(rows.length - 1)
          ?.querySelector('input')
          ?.focus();
      }),
    );
  };
  const swap = (a: number, b: number) => onChange(items.with(a, items[b]!).with(b, items[a]!));
  return (
    <Input.Wrapper
      size="xs"
      label={props.label}
      labelElement="div"
      description={props.help}
      error={props.error}
      withAsterisk={props.isRequired ?? false}
    >
      <Stack ref={list} gap={8} mt={4} {...(items.length > 0 && { role: 'list', 'aria-label': props.label })}>
        {items.map((item, index) => (
          <div key={index} className={classes.choice} role="listitem">
            <div style={{ flex: 1, minWidth: 0 }}>{row(item, (next) => onChange(items.with(index, next)), index)}</div>
            <Group gap={0} wrap="nowrap">
              <SmallAction
                label={t('up', { n: index + 1 })}
                disabled={index === 0}
                onClick={() => swap(index, index - 1)}
              >
                {' '}
                <IconArrowUp size={14} />
              </SmallAction>
              <SmallAction
                label={t('down', { n: index + 1 })}
                disabled={index === items.length - 1}
                onClick={() => swap(index, index + 1)}
              >
                {' '}
                <IconArrowDown size={14} />
              </SmallAction>
              <SmallAction label={t('remove', { n: index + 1 })} onClick={() => onChange(items.toSpliced(index, 1))}>
                {' '}
                <IconTrash size={14} />
              </SmallAction>
            </Group>
          </div>
        ))}
      </Stack>
      <Group gap="xs" mt={8}>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />} onClick={add}>
          {props.addLabel}
        </Button>
        {props.children}
      </Group>
    </Input.Wrapper>
  );
}
