'use client';
import { Badge, Button, Group, MultiSelect, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ExpressionAlongEditor } from '@/components/builder/properties/DerivedEditors';
import { useScope } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import { mainForm } from '@/engine/form/audience';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { useBuilding } from '../context';
import { DuplicateForm } from './DuplicateForm';
import { useFormsOf } from './useFormsOf';

type Audience = NonNullable<FormDocument['audience']>;
const EXPECTS_BOOLEAN = { type: 'string', 'x-expects': 'boolean' } as const;

/** Who gets this form, and which other forms the entity has. */
export function AudiencePanel() {
  const t = useTranslations('layout.audience');
  const say = useSay();
  const { form, entity, run, problems } = useBuilding();
  const { roles } = useScope();
  const others = useFormsOf(entity.name).filter(({ id }) => id !== form.id);
  const isMain = mainForm([form, ...others], entity.name)?.id === form.id;
  const audience = form.audience ?? {};
  const isOffered = form.audience !== undefined || isMain;
  const put = (change: Partial<{ [K in keyof Audience]: Audience[K] | undefined }>, merge: string) => {
    const next = Object.fromEntries(
      Object.entries({ ...audience, ...change }).filter(([, value]) => value !== undefined),
    );
    run([{ do: 'changeForm', change: { audience: next } }], `audience.${merge}`);
  };
  const errorOf = (key: string) =>
    problems.find(({ document, path }) => document?.kind === 'form' && path[0] === 'audience' && path[1] === key)
      ?.message;
  const change = (label: 'label' | 'description') => (text: FormDocument['label']) =>
    run(
      [{ do: 'changeForm', change: { [label]: label === 'label' || text.en || text['zh-CN'] ? text : undefined } }],
      `form.${label}`,
    );
  return (
    <Stack gap="sm" role="group" aria-label={t('title')}>
      <Text size="sm" fw={600}>
        {t('title')}
      </Text>
      <TextInputs label={t('label')} value={form.label} autoFocus={false} isRequired onChange={change('label')} />
      <TextInputs
        label={t('description')}
        help={t('descriptionHelp')}
        value={form.description}
        autoFocus={false}
        onChange={change('description')}
      />
      {isMain ? (
        <Text size="xs" c="dimmed">
          {t('isMain')}
        </Text>
      ) : (
        <Switch
          size="xs"
          label={t('offered')}
          description={t('offeredHelp')}
          checked={isOffered}
          onChange={(event) =>
            run([{ do: 'changeForm', change: { audience: event.currentTarget.checked ? {} : undefined } }])
          }
        />
      )}
      {(others.length > 0 || audience.main) && (
        <Switch
          size="xs"
          label={t('main')}
          description={t('mainHelp')}
          checked={audience.main ?? false}
          error={errorOf('main')}
          onChange={(event) => put({ main: event.currentTarget.checked || undefined }, 'main')}
        />
      )}
      {isOffered && !audience.main && (
        <>
          <Select
            size="xs"
            label={t('for')}
            allowDeselect={false}
            data={(['both', 'new', 'existing'] as const).map((value) => ({ value, label: t(`fors.${value}`) }))}
            value={audience.for ?? 'both'}
            error={errorOf('for')}
            onChange={(value) => put({ for: value === 'new' || value === 'existing' ? value : undefined }, 'for')}
          />
          <MultiSelect
            size="xs"
            label={t('roles')}
            description={t('rolesHelp')}
            searchable
            data={roles.map((role) => ({ value: role.name, label: say(role.label, role.name) }))}
            value={[...(audience.roles ?? [])]}
            error={errorOf('roles')}
            onChange={(next) => put({ roles: next.length > 0 ? next : undefined }, 'roles')}
          />
          {audience.for !== 'new' && (
            <ExpressionAlongEditor
              name="when"
              schema={EXPECTS_BOOLEAN}
              label={t('when')}
              help={t('whenHelp')}
              value={audience.when}
              isRequired={false}
              error={errorOf('when')}
              onChange={(when) => put({ when: typeof when === 'string' && when ? when : undefined }, 'when')}
            />
          )}
          <NumberInput
            size="xs"
            label={t('order')}
            description={t('orderHelp')}
            placeholder="100"
            min={0}
            max={1000}
            allowDecimal={false}
            value={audience.order ?? ''}
            onChange={(order) => put({ order: typeof order === 'number' ? order : undefined }, 'order')}
          />
        </>
      )}
      <OtherForms forms={others} />
      <DuplicateForm />
    </Stack>
  );
}

function OtherForms({ forms }: { readonly forms: readonly FormDocument[] }) {
  const t = useTranslations('layout.audience');
  const say = useSay();
  const { entity, form } = useBuilding();
  if (forms.length === 0) return null;
  const main = mainForm([form, ...forms], entity.name);
  return (
    <Stack gap={4}>
      <Text size="xs" fw={500}>
        {t('others')}
      </Text>
      {forms.map((one) => (
        <Group key={one.id} gap="xs" justify="space-between" wrap="nowrap">
          <Button
            component={Link}
            href={paths.document('form', one.name)}
            size="compact-xs"
            variant="subtle"
            style={{ minWidth: 0 }}
          >
            {say(one.label, one.name)}
          </Button>
          {one.id === main?.id && (
            <Badge size="xs" variant="default" tt="none">
              {t('main')}
            </Badge>
          )}
        </Group>
      ))}
    </Stack>
  );
}
