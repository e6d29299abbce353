'use client';
import { Alert, Button, Checkbox, Group, Menu, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { defaultsOf } from '@/components/builder/properties/editor';
import { PropertyPanel } from '@/components/builder/properties/PropertyPanel';
import { useRead } from '@/components/lib/call';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { FieldType } from '@/engine/kernel/contract';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { becomes } from './becomes';
import classes from './plans.module.css';

type Options = NonNullable<FieldUse['options']>;
export interface NewType {
  readonly type: string;
  readonly options: Options | undefined;
}
interface ChangeTypeProps {
  readonly field: FieldUse;
  /** Published name of the entity; its values can be looked at. */
  readonly entity: string;
  /** The field as published. */
  readonly published: FieldUse;
  readonly onChange: (to: NewType) => void;
}

/** Makes a published field another type; its values are carried over when it is published. */
export function ChangeType(props: ChangeTypeProps) {
  const { field, published } = props;
  const t = useTranslations('plans');
  const say = useSay();
  const [to, setTo] = useState<FieldType | null>(null);
  const types = becomes(published).filter(({ type }) => type !== field.type);
  if (types.length === 0) return null;
  return (
    <>
      <Menu withinPortal shadow="md" position="bottom-end" width={240}>
        <Menu.Target>
          <Button size="compact-xs" variant="default" rightSection={<IconChevronDown size={12} />}>
            {t('changeType')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ScrollArea.Autosize mah={360}>
            {types.map((type) => (
              <Menu.Item key={type.type} leftSection={<Icon name={type.icon} />} onClick={() => setTo(type)}>
                {say(type.label, type.type)}
              </Menu.Item>
            ))}
          </ScrollArea.Autosize>
        </Menu.Dropdown>
      </Menu>
      {to && <ChangeTypeDialog key={to.type} {...props} to={to} onClose={() => setTo(null)} />}
    </>
  );
}

function ChangeTypeDialog(props: ChangeTypeProps & { readonly to: FieldType; readonly onClose: () => void }) {
  const { field, published, to, entity, onClose } = props;
  const t = useTranslations('plans');
  const say = useSay();
  const [options, setOptions] = useState<Options>(() => firstOptions(to, field));
  const hasChoices = CHOICES in ((to.options['properties'] as object | undefined) ?? {});
  const wrong = to.checkOptions?.(options) ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('changeTitle', { field: say(field.label, field.name), type: say(to.label, to.type) })}
      closeButtonProps={{ 'aria-label': t('back') }}
    >
      <Stack>
        <Text size="sm">{t('changeHelp')}</Text>
        {hasChoices && (
          <FromValues
            entity={entity}
            field={published.name}
            chosen={choicesIn(options)}
            onChange={(choices) => setOptions({ ...options, [CHOICES]: choices })}
          />
        )}
        <PropertyPanel schema={to.options} value={options} onChange={(next) => setOptions({ ...next })} />
        {wrong.length > 0 && (
          <Text size="xs" c="dimmed">
            {t('changeIncomplete')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button
            onClick={() => {
              props.onChange({ type: to.type, options: Object.keys(options).length > 0 ? options : undefined });
              onClose();
            }}
          >
            {t('change')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const CHOICES = 'choices';
interface Choice {
  readonly value: string;
  readonly label: { readonly 'zh-CN': string; readonly en: string };
}
const choicesIn = (options: Options): readonly Choice[] =>
  Array.isArray(options[CHOICES]) ? (options[CHOICES] as readonly Choice[]) : [];

/** Settings that both types have are kept: the choices of one are those of several. */
function firstOptions(to: FieldType, { options = {} }: FieldUse): Options {
  const known = Object.keys((to.options['properties'] as object | undefined) ?? {});
  const kept = Object.fromEntries(Object.entries(options).filter(([key]) => known.includes(key)));
  return { ...defaultsOf(to.options), ...kept } as Options;
}

/** The values there are, to be ticked as choices; what is left out is decided about when it is published. */
function FromValues(props: {
  readonly entity: string;
  readonly field: string;
  readonly chosen: readonly Choice[];
  readonly onChange: (choices: readonly Choice[]) => void;
}) {
  const { chosen, onChange } = props;
  const t = useTranslations('plans');
  const read = useRead('document.choices', { entity: props.entity, field: props.field }, { gcTime: 0 });
  if (read.error) return <ProblemList error={read.error} />;
  if (!read.data || read.data.choices.length === 0) return null;
  const { choices, total } = read.data;
  const isChosen = (value: string): boolean => chosen.some((one) => one.value === value);
  const plain = (list: typeof choices): readonly Choice[] => list.map(({ value, label }) => ({ value, label }));
  return (
    <Alert color="blue" title={t('fromValues', { count: total })}>
      <Group gap="xs" mb={6}>
        <Button
          size="compact-xs"
          onClick={() => onChange([...chosen, ...plain(choices.filter(({ value }) => !isChosen(value)))])}
        >
          {t('takeAll')}
        </Button>
        {total > choices.length && <Text size="xs">{t('fromMost', { count: choices.length })}</Text>}
      </Group>
      <ScrollArea.Autosize mah={220}>
        <div className={classes.ticks}>
          {choices.map((one) => (
            <Checkbox
              key={one.value}
              size="xs"
              checked={isChosen(one.value)}
              label={`${one.value} × ${one.count}`}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, ...plain([one])]
                    : chosen.filter(({ value }) => value !== one.value),
                )
              }
            />
          ))}
        </div>
      </ScrollArea.Autosize>
    </Alert>
  );
}
