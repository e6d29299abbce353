'use client';
import { Accordion, Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWrite } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { LinkRole, LinkView } from '@/engine/kernel/api';
import { useBuilding } from '../context';
import { AfterSending, Guests, Places, WhenItEnds } from './parts';
import { settingsOf, toSend, type Settings } from './settings';

/** Makes a link, or changes one. What is rarely needed is folded. */
export function LinkEditor(props: {
  readonly link: LinkView | null;
  readonly roles: readonly LinkRole[];
  readonly onDone: () => void;
}) {
  const t = useTranslations('links');
  const say = useSay();
  const notes = useNotes();
  const { entity, form, publishedEntity } = useBuilding();
  const { link, roles } = props;
  const creating = roles.filter(({ canCreate }) => canCreate);
  const [settings, setSettings] = useState<Settings>(() => settingsOf(link, creating, t('nameFirst')));
  const change = (part: Partial<Settings>) => setSettings((all) => ({ ...all, ...part }));
  const create = useWrite('link.create', ['link.list']);
  const update = useWrite('link.update', ['link.list']);
  const saved = {
    onSuccess: () => {
      notes.done(t(link ? 'changed' : 'made'));
      props.onDone();
    },
  };
  const submit = () => {
    const sent = toSend(settings);
    if (link) return update.mutate({ id: link.id, ...sent }, saved);
    const entityName = publishedEntity?.name ?? entity.name;
    create.mutate({ kind: 'public', entity: entityName, form: form.name, ...sent }, saved);
  };
  const part = { settings, change };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          description={t('nameHelp')}
          required
          data-autofocus
          maxLength={80}
          value={settings.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <MultiSelect
          label={t('roles')}
          description={t('rolesHelp')}
          required
          searchable
          data={creating.map((role) => ({ value: role.name, label: say(role.label, role.name) }))}
          nothingFoundMessage={t('noRole')}
          error={creating.length === 0 ? t('noRole') : undefined}
          value={[...settings.roles]}
          onChange={(names) => change({ roles: names })}
        />
        <Accordion variant="separated" multiple>
          <Accordion.Item value="end">
            <Accordion.Control>{t('part.end')}</Accordion.Control>
            <Accordion.Panel>
              <WhenItEnds {...part} />
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="after">
            <Accordion.Control>{t('part.after')}</Accordion.Control>
            <Accordion.Panel>
              <AfterSending {...part} />
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="guests">
            <Accordion.Control>{t('part.guests')}</Accordion.Control>
            <Accordion.Panel>
              <Guests {...part} fields={publishedEntity?.fields ?? entity.fields} />
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="places">
            <Accordion.Control>{t('part.places')}</Accordion.Control>
            <Accordion.Panel>
              <Places {...part} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        <ProblemList error={create.error ?? update.error} />
        <Group>
          <Button type="submit" loading={create.isPending || update.isPending} disabled={settings.roles.length === 0}>
            {t(link ? 'save' : 'make')}
          </Button>
          <Button variant="default" onClick={props.onDone}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
