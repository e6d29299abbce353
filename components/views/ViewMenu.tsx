'use client';
import { ActionIcon, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useWrite } from '@/components/lib/call';
import { ALL } from '@/components/record/listState';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import type { EntityView, SavedView } from '@/engine/kernel/api';
import type { ListView } from './useView';
import type { Naming } from './ViewDialog';

type Actions = ReturnType<typeof useViewActions>;

/** What is done to saved views; deleting can be taken back. */
export function useViewActions(entity: EntityView, list: ListView) {
  const t = useTranslations('view');
  const say = useSay();
  const notes = useNotes();
  const save = useWrite('view.save', ['view.list']);
  const remove = useWrite('view.delete', ['view.list']);
  const restore = useWrite('view.restore', ['view.list']);
  const arranged = useWrite('view.arrange', ['view.list']);
  const onError = notes.failed;
  const input = { entity: entity.name };
  return {
    saveChanges(view: SavedView) {
      const { id, scope, label, rev } = view;
      save.mutate(
        { ...input, view: id, base: rev, scope, label, definition: list.definition },
        {
          onSuccess: () => {
            list.reset();
            notes.done(t('saved', { view: say(label) }));
          },
          onError,
        },
      );
    },
    remove(view: SavedView) {
      const back = () => restore.mutate({ ...input, view: view.id }, { onError, onSuccess: () => list.show(view.id) });
      remove.mutate(
        { ...input, view: view.id },
        {
          onSuccess: () => {
            list.show(ALL);
            notes.undo(t('deleted', { view: say(view.label) }), back);
          },
          onError,
        },
      );
    },
    arrange: (order: readonly string[], isDefault: string | null = null) =>
      arranged.mutate({ ...input, order, default: isDefault }, { onError }),
  };
}

export function ViewMenu(props: {
  entity: EntityView;
  list: ListView;
  view: SavedView;
  actions: Actions;
  onName: (naming: Naming) => void;
}) {
  const t = useTranslations('view');
  const { list, view, actions, onName } = props;
  const ids = list.views.map(({ id }) => id);
  const at = ids.indexOf(view.id);
  const swap = (to: number) => actions.arrange(ids.with(at, ids[to]!).with(to, view.id));
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={22} aria-label={t('menu')}>
          <Icon name="chevron-down" size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {view.mayChange ? (
          <Menu.Item
            leftSection={<Icon name="pencil" size={14} />}
            onClick={() => onName({ what: 'edit', view, definition: view.definition })}
          >
            {t('edit')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<Icon name="copy" size={14} />}
          onClick={() => onName({ what: 'copy', view, definition: list.definition })}
        >
          {t('copy')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="star" size={14} />} onClick={() => actions.arrange(ids, view.id)}>
          {t('myDefault')}
        </Menu.Item>
        {at > 0 ? (
          <Menu.Item leftSection={<Icon name="arrow-left" size={14} />} onClick={() => swap(at - 1)}>
            {t('column.left')}
          </Menu.Item>
        ) : null}
        {at < ids.length - 1 ? (
          <Menu.Item leftSection={<Icon name="arrow-right" size={14} />} onClick={() => swap(at + 1)}>
            {t('column.right')}
          </Menu.Item>
        ) : null}
        {view.mayChange ? (
          <>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<Icon name="trash" size={14} />} onClick={() => actions.remove(view)}>
              {t('delete')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
