'use client';
import { Button, Menu, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';

/** The way to a new record: at once where one form is for the person, else they choose by which. */
export function NewButton({ entity }: { readonly entity: EntityView }) {
  const t = useTranslations('record');
  const say = useSay();
  const forms = useRead('form.choices', { entity: entity.name }, { staleTime: 60_000 }).data?.forms ?? [];
  const plus = <Icon name="plus" />;
  if (forms.length < 2) {
    return (
      <Button component={Link} href={paths.create(entity.name)} leftSection={plus}>
        {t('add')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" shadow="md" width={280} returnFocus>
      <Menu.Target>
        <Button leftSection={plus} rightSection={<Icon name="chevron-down" size={14} />}>
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {forms.map((form) => (
          <Menu.Item key={form.name} component={Link} href={`${paths.create(entity.name)}?form=${form.name}`}>
            {say(form.label, form.name)}
            {say(form.description) ? (
              <Text size="xs" c="dimmed">
                {say(form.description)}
              </Text>
            ) : null}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
