'use client';
import { Button, Group, MultiSelect, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useScope } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import { layoutItemsOf } from '@/engine/form/layout';
import { targetKey, type Device, type Overlay, type OverlayTarget } from '@/engine/form/overlays';
import { useBuilding } from '../context';
import { useItemName } from '../layout/useItemName';
import { placeOfStop } from '../places';
import classes from '../form-builder.module.css';

const DEVICES: readonly Device[] = ['phone', 'tablet', 'desktop'];

/** The right side while an overlay is open: what it says of what is selected, else the overlay itself. */
export function OverlayProperties({ overlay }: { readonly overlay: Overlay }) {
  const { selection, overlays } = useBuilding();
  const target = selection ? overlays.targetOf(selection) : undefined;
  return target ? <PatchProperties key={targetKey(target)} target={target} /> : <OverlaySettings overlay={overlay} />;
}

/** What anything that stands on the form is called. */
function useTargetName(): (target: OverlayTarget) => string {
  const t = useTranslations('builder.form');
  const say = useSay();
  const nameOf = useItemName();
  const { entity, form } = useBuilding();
  return (target) => {
    const key = targetKey(target);
    const item = layoutItemsOf(form).find(({ id }) => id === key);
    if (item) return nameOf(item);
    const at = form.sections.findIndex(({ id }) => id === key);
    if (at >= 0) return say(form.sections[at]?.label, t('sectionN', { n: at + 1 }));
    return say(entity.fields.find(({ name }) => name === key)?.label, key);
  };
}

function PatchProperties({ target }: { readonly target: OverlayTarget }) {
  const t = useTranslations('layout.overlay');
  const { overlays, selection } = useBuilding();
  const { put, patchOf } = overlays;
  const nameOf = useTargetName();
  const patch = patchOf(target);
  const isItem = selection?.is === 'item';
  return (
    <Stack gap="sm" className={classes.panel}>
      <h2 className={classes.panelTitle}>{nameOf(target)}</h2>
      <div data-property="label">
        <Switch
          size="xs"
          label={t('hide')}
          description={t('hideHelp')}
          checked={patch?.hide ?? false}
          onChange={(event) => put(target, { hide: event.currentTarget.checked || undefined })}
        />
      </div>
      {!isItem && (
        <Switch
          size="xs"
          label={t('readOnly')}
          checked={patch?.readOnly ?? false}
          onChange={(event) => put(target, { readOnly: event.currentTarget.checked || undefined })}
        />
      )}
      <SpanHere target={target} />
      {!isItem && (
        <TextInputs
          label={t('label')}
          help={t('labelHelp')}
          value={patch?.label}
          autoFocus={false}
          onChange={(label) => put(target, { label: label.en || label['zh-CN'] ? label : undefined }, 'label')}
        />
      )}
      <WayBack target={target} />
    </Stack>
  );
}

function SpanHere({ target }: { readonly target: OverlayTarget }) {
  const t = useTranslations('layout.overlay');
  const building = useBuilding();
  const { overlays, selection, form } = building;
  const place = selection ? placeOfStop({ ...building, form: overlays.shown.form }, selection.id) : undefined;
  const columns = form.sections.find(({ id }) => id === place?.section)?.columns ?? 1;
  if (!place || columns === 1) return null;
  return (
    <NumberInput
      size="xs"
      label={t('span')}
      min={1}
      max={columns}
      allowDecimal={false}
      placeholder={t('asForm')}
      value={overlays.patchOf(target)?.span ?? ''}
      onChange={(span) => overlays.put(target, { span: typeof span === 'number' ? span : undefined }, 'span')}
    />
  );
}

/** What was changed, and the ways back to the form. */
function WayBack({ target }: { readonly target: OverlayTarget }) {
  const t = useTranslations('layout.overlay');
  const { put, patchOf, forget } = useBuilding().overlays;
  const patch = patchOf(target);
  return (
    <>
      {patch?.after && (
        <Group gap="xs">
          <Text size="xs">{t('moved')}</Text>
          <Button size="compact-xs" variant="default" onClick={() => put(target, { after: undefined })}>
            {t('moveBack')}
          </Button>
        </Group>
      )}
      {patch ? (
        <Button size="compact-xs" variant="default" onClick={() => forget(target)}>
          {t('takeBack')}
        </Button>
      ) : (
        <Text size="xs" c="dimmed">
          {t('untouched')}
        </Text>
      )}
    </>
  );
}

function OverlaySettings({ overlay }: { readonly overlay: Overlay }) {
  const t = useTranslations('layout.overlay');
  const say = useSay();
  const nameOf = useTargetName();
  const { roles } = useScope();
  const { overlays, problems, form } = useBuilding();
  const { change, forget, removeOverlay } = overlays;
  const at = form.overlays?.indexOf(overlay);
  const error = problems.find(({ path }) => path[0] === 'overlays' && path[1] === at && path[2] === 'for')?.message;
  const put = (whom: Overlay['for'], merge: string) =>
    change({ for: Object.fromEntries(Object.entries(whom).filter(([, value]) => value !== undefined)) }, merge);
  return (
    <Stack gap="sm" className={classes.panel}>
      <TextInputs
        label={t('name')}
        value={overlay.label}
        autoFocus={false}
        onChange={(label) => change({ label }, 'label')}
      />
      <MultiSelect
        size="xs"
        label={t('roles')}
        placeholder={overlay.for.roles?.length ? undefined : t('anyRole')}
        searchable
        error={error}
        data={roles.map((role) => ({ value: role.name, label: say(role.label, role.name) }))}
        value={[...(overlay.for.roles ?? [])]}
        onChange={(next) =>
          put({ ...overlay.for, roles: next.length > 0 ? next : undefined } as Overlay['for'], 'roles')
        }
      />
      <Select
        size="xs"
        label={t('device')}
        placeholder={t('anyDevice')}
        clearable
        data={DEVICES.map((value) => ({ value, label: t(`devices.${value}`) }))}
        value={overlay.for.device ?? null}
        onChange={(device) =>
          put({ ...overlay.for, device: (device ?? undefined) as Device } as Overlay['for'], 'device')
        }
      />
      <Text size="xs" fw={500}>
        {t('changes', { count: overlay.patches.length })}
      </Text>
      {overlay.patches.map((patch) => (
        <Group key={targetKey(patch)} gap="xs" justify="space-between" wrap="nowrap">
          <Text size="xs" truncate>
            {nameOf(patch)}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t('takeBackOf', { what: nameOf(patch) })}
            onClick={() => forget(patch)}
          >
            {t('takeBack')}
          </Button>
        </Group>
      ))}
      <Button size="compact-xs" variant="default" color="red" onClick={removeOverlay}>
        {t('remove')}
      </Button>
    </Stack>
  );
}
