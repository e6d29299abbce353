'use client';
import { ActionIcon, Button, Group, Menu, UnstyledButton } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { useTranslations } from 'use-intl';
import { ALL } from '@/components/record/listState';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import { startDefinition, viewTypeOf, ViewTypeItems } from './ViewTypes';
import type { ListView } from './useView';
import { NameDialog, type Naming } from './ViewDialog';
import { useViewActions, ViewMenu } from './ViewMenu';
import classes from './views.module.css';

/** The saved views of a list as tabs: opened, named, copied, moved, deleted; changes are saved or taken back. */
export function ViewTabs(props: { entity: EntityView; list: ListView }) {
  const t = useTranslations('view');
  const say = useSay();
  const { entity, list } = props;
  const { views, view } = list;
  const [naming, setNaming] = useState<Naming | null>(null);
  const actions = useViewActions(entity, list);
  const [dragged, setDragged] = useState<string | null>(null);
  const current = view?.id ?? ALL;
  const move = (id: string, before: string) => {
    const rest = views.map((one) => one.id).filter((one) => one !== id);
    const at = rest.indexOf(before);
    actions.arrange([...rest.slice(0, at), id, ...rest.slice(at)]);
  };
  const drag = (id: string) => ({
    draggable: true,
    onDragStart: () => setDragged(id),
    onDragOver: (event: DragEvent) => dragged !== null && event.preventDefault(),
    onDrop: () => {
      if (dragged !== null && dragged !== id) move(dragged, id);
      setDragged(null);
    },
  });
  return (
    <div className={classes.tabs} role="group" aria-label={t('views')}>
      <Tab isCurrent={current === ALL} label={t('all')} icon="list" onClick={() => list.show(ALL)} />
      {views.map((one) => (
        <Group
          key={one.id}
          gap={0}
          wrap="nowrap"
          {...drag(one.id)}
          className={classes.tabBox}
          data-current={one.id === current || undefined}
        >
          <Tab
            isCurrent={one.id === current}
            label={say(one.label)}
            icon={viewTypeOf(one.definition.type)?.icon ?? 'table'}
            isPersonal={one.scope === 'personal'}
            onClick={() => list.show(one.id)}
          />
          {one.id === current ? (
            <ViewMenu entity={entity} list={list} view={one} actions={actions} onName={setNaming} />
          ) : null}
        </Group>
      ))}
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('add')}>
            <Icon name="plus" size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('add')}</Menu.Label>
          <ViewTypeItems
            entity={entity}
            onPick={(type) => setNaming({ what: 'new', definition: startDefinition(entity, type, list.definition) })}
          />
        </Menu.Dropdown>
      </Menu>
      {list.isChanged ? (
        <Group gap={4} className={classes.changed} wrap="nowrap">
          {view?.mayChange ? (
            <Button size="compact-sm" variant="light" onClick={() => actions.saveChanges(view)}>
              {t('saveChanges')}
            </Button>
          ) : null}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => setNaming({ what: 'new', definition: list.definition })}
          >
            {t('saveAs')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={list.reset}>
            {t('reset')}
          </Button>
        </Group>
      ) : null}
      {naming ? <NameDialog entity={entity} naming={naming} list={list} onClose={() => setNaming(null)} /> : null}
    </div>
  );
}

function Tab(props: { isCurrent: boolean; label: string; icon: string; isPersonal?: boolean; onClick: () => void }) {
  const t = useTranslations('view');
  return (
    <UnstyledButton
      aria-current={props.isCurrent ? 'true' : undefined}
      className={classes.tab}
      onClick={props.onClick}
      title={props.isPersonal ? t('personalHint') : undefined}
    >
      <Icon name={props.icon} size={14} />
      <span>{props.label}</span>
    </UnstyledButton>
  );
}
