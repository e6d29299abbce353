'use client';
import { Button, Popover, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { Choice, ChoiceGroup } from './fields';

/** "Add": a searchable list of the fields that fit; by keyboard as quick as by dragging. */
export function FieldSelect(props: {
  readonly groups: readonly ChoiceGroup[];
  readonly label: string;
  readonly fits: (choice: Choice) => boolean;
  readonly onAdd: (path: string) => void;
  /** It stands in a popover itself: drawn outside of it, a click on it would close that one. */
  readonly isInPopover?: boolean;
  /** Further entries before the fields, such as "number of records". */
  readonly extra?: readonly { readonly value: string; readonly label: string }[];
}) {
  const t = useTranslations('report.builder');
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const fields = props.groups.map((group) => ({
    group: say(group.label),
    items: group.choices.filter(props.fits).map((choice) => ({ value: choice.path, label: say(choice.label) })),
  }));
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={280}
      withinPortal={!props.isInPopover}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={13} />}
          aria-label={props.label}
          onClick={() => setOpen(!isOpen)}
        >
          {t('add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <Select
          data-autofocus
          size="xs"
          searchable
          defaultDropdownOpened
          placeholder={t('search')}
          aria-label={props.label}
          nothingFoundMessage={t('noField')}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={280}
          data={[...(props.extra ?? []), ...fields.filter((group) => group.items.length > 0)]}
          value={null}
          onChange={(value) => {
            if (value === null) return;
            props.onAdd(value);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
