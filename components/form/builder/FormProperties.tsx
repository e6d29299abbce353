'use client';
import { Button, Group, SegmentedControl, Stack, Tabs, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import type { Section } from '@/engine/form/edit/command';
import { layoutItemsOf } from '@/engine/form/layout';
import { useBuilding, type FormBuilding } from './context';
import { ItemProperties } from './layout/ItemProperties';
import { EntityProperties } from './EntityProperties';
import { FieldProperties } from './FieldProperties';
import { ManyProperties } from './ManyProperties';
import { OverlayProperties } from './overlays/OverlayProperties';
import { PartControls } from './PartControls';
import { RightsPanel } from './RightsPanel';
import { RulesPanel } from './rules/RulesPanel';
import classes from './form-builder.module.css';

export type EntityTab = 'settings' | 'rules' | 'rights';

/** The right side: of the field or section that is selected, else of the entity. */
export function FormProperties({ tab, onTab }: { readonly tab: EntityTab; readonly onTab: (tab: EntityTab) => void }) {
  const t = useTranslations('builder.form');
  const building = useBuilding();
  const { overlay } = building.overlays;
  if (overlay && !building.selection) return <OverlayProperties overlay={overlay} />;
  const part = propertiesOfPart(building);
  if (part) return <OfPart>{part}</OfPart>;
  return (
    <Tabs value={tab} keepMounted={false} onChange={(next) => onTab((next ?? 'settings') as EntityTab)}>
      <Tabs.List grow>
        <Tabs.Tab value="settings">{t('settings')}</Tabs.Tab>
        <Tabs.Tab value="rules">{t('rules')}</Tabs.Tab>
        <Tabs.Tab value="rights">{t('rights')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="settings" className={classes.panel}>
        <EntityProperties />
      </Tabs.Panel>
      <Tabs.Panel value="rules" className={classes.panel}>
        <RulesPanel />
      </Tabs.Panel>
      <Tabs.Panel value="rights" className={classes.panel}>
        <RightsPanel />
      </Tabs.Panel>
    </Tabs>
  );
}

/** Of what is selected; undefined where that is nothing. */
function propertiesOfPart({ selection, entity, form, chosen, overlays }: FormBuilding): ReactNode {
  if (overlays.overlay) return <OverlayProperties overlay={overlays.overlay} />;
  if (chosen.length > 1) return <ManyProperties />;
  const field = selection?.is === 'field' ? entity.fields.find((f) => f.id === selection.id) : undefined;
  if (field) return <FieldProperties key={field.id} field={field} />;
  const item = selection?.is === 'item' ? layoutItemsOf(form).find(({ id }) => id === selection.id) : undefined;
  if (item) return <ItemProperties key={item.id} item={item} />;
  const section = selection?.is === 'section' ? form.sections.find((s) => s.id === selection.id) : undefined;
  return section && <SectionProperties key={section.id} section={section} />;
}

/** The properties of a part of the form, and the way back to what holds for the whole. */
function OfPart({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('formBuilder.panel');
  const { select } = useBuilding();
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        mt={6}
        mx={6}
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconArrowLeft size={14} />}
        onClick={() => select(null)}
      >
        {t('whole')}
      </Button>
      {children}
    </>
  );
}

function SectionProperties({ section }: { readonly section: Section }) {
  const t = useTranslations('builder.form');
  const { form, run, remove, step } = useBuilding();
  const at = form.sections.indexOf(section);
  return (
    <Stack gap="sm" className={classes.panel}>
      <div data-property="label">
        <TextInputs
          label={t('sectionLabel')}
          help={t('sectionLabelHelp')}
          value={section.label}
          autoFocus={false}
          onChange={(label) =>
            run(
              [
                {
                  do: 'changeSection',
                  section: section.id,
                  change: { label: label.en || label['zh-CN'] ? label : undefined },
                },
              ],
              `${section.id}.label`,
            )
          }
        />
      </div>
      <div>
        <Text size="xs" fw={500} mb={4}>
          {t('columns')}
        </Text>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('columns')}
          value={String(section.columns ?? 1)}
          data={['1', '2', '3', '4', '6', '12']}
          onChange={(value) =>
            run([
              { do: 'changeSection', section: section.id, change: { columns: Number(value) as Section['columns'] } },
            ])
          }
        />
      </div>
      <PartControls section={section} />
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          disabled={at === 0}
          onClick={() => step({ is: 'section', id: section.id }, -1)}
        >
          {t('up')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={at === form.sections.length - 1}
          onClick={() => step({ is: 'section', id: section.id }, 1)}
        >
          {t('down')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          color="red"
          disabled={form.sections.length === 1}
          onClick={() => remove({ is: 'section', id: section.id })}
        >
          {t('remove')}
        </Button>
      </Group>
      {form.sections.length > 1 && section.items.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('sectionRemoveHelp')}
        </Text>
      )}
    </Stack>
  );
}
