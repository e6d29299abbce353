'use client';
import { ActionIcon, Menu } from '@mantine/core';
import type { AccessDialogs } from '@/components/access/useAccessDialogs';
import { useClipboard } from '@mantine/hooks';
import { useTranslations } from 'use-intl';
import { Link, useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useDelete } from '@/components/record/useDelete';
import { useMay } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import type { OpenedPage } from './RecordSheet';

/** What else can be done with a record: link, copy, print, another page, delete (taken back by the note that says so). */
export function RecordMenu(props: {
  readonly opened: OpenedPage;
  readonly access: AccessDialogs;
  readonly record: RecordView;
  readonly onPage: (name: string) => void;
  readonly onGone: () => void;
}) {
  const t = useTranslations('page');
  const access = useTranslations('access');
  const links = useTranslations('links');
  const { opened, record } = props;
  const { entity } = opened.opened;
  const notes = useNotes();
  const router = useRouter();
  const clipboard = useClipboard();
  const mayBuild = useMay('build');
  const deleteRecords = useDelete(entity);
  const copyLink = () => {
    clipboard.copy(window.location.origin + paths.record(entity.name, record.id));
    notes.done(t('menu.linkCopied'));
  };
  const remove = async () => {
    const gone = await deleteRecords([record]);
    if (gone.has(record.id)) props.onGone();
  };
  const isMade = opened.pages.length > 0 && !isGenerated(opened, entity);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('menu.title')} data-no-print>
          <Icon name="dots" size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="link" />} onClick={copyLink}>
          {t('menu.link')}
        </Menu.Item>
        {entity.can.create ? (
          <Menu.Item
            leftSection={<Icon name="copy" />}
            onClick={() => router.push(`${paths.create(entity.name)}?from=${record.id}`)}
          >
            {t('menu.duplicate')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<Icon name="printer" />} component={Link} href={paths.print(entity.name, record.id)}>
          {t('menu.print')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="users" />} onClick={props.access.share}>
          {access('share.action')}
        </Menu.Item>
        {entity.can.update ? (
          <Menu.Item leftSection={<Icon name="send" />} onClick={props.access.links}>
            {links('record.action')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<Icon name="user-check" />} onClick={props.access.who}>
          {access('who.action')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="shield" />} onClick={props.access.mine}>
          {access('why.askRecord')}
        </Menu.Item>
        <Pages opened={opened} onPage={props.onPage} />
        {mayBuild ? (
          <Menu.Item
            component={Link}
            href={
              isMade
                ? `${paths.document('page', opened.page.name)}?record=${record.id}`
                : `${paths.document('page', 'new')}?entity=${entity.name}`
            }
            leftSection={<Icon name="tool" />}
          >
            {t(isMade ? 'menu.build' : 'menu.make')}
          </Menu.Item>
        ) : null}
        {entity.can.delete ? (
          <>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={() => void remove()}>
              {t('menu.delete')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The page an entity has by itself is no document: it cannot be opened in the builder, only taken as a beginning. */
const isGenerated = ({ page }: OpenedPage, entity: EntityView): boolean => page.id === `pag_${entity.id.slice(4)}`;

function Pages(props: { readonly opened: OpenedPage; readonly onPage: (name: string) => void }) {
  const t = useTranslations('page');
  const say = useSay();
  const { page, pages } = props.opened;
  if (pages.length < 2) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('menu.pages')}</Menu.Label>
      {pages.map((one) => (
        <Menu.Item
          key={one.name}
          leftSection={<Icon name={one.name === page.name ? 'check' : 'id'} />}
          aria-current={one.name === page.name || undefined}
          onClick={() => props.onPage(one.name)}
        >
          {say(one.label, one.name)}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
