'use client';
import { Group, NumberInput, Select, Stack, type MantineSize } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sameJson, type Json } from '@/engine/kernel/json';
import { FARTHEST, ROLLING, rollingJson, rollingOf, UNITS, type RollingKind, type RollingUnit } from './rolling';

interface Named {
  readonly name: string;
  readonly label: string;
  readonly value: Json;
}

/** A stretch of days around today: one with a name, or a number of days, weeks … up to or from today. */
export function RelativeInput(props: {
  label: string;
  size?: MantineSize;
  named: readonly Named[];
  value: Json;
  onChange: (value: Json) => void;
}) {
  const t = useTranslations('filters');
  const { named, value } = props;
  const size = props.size ?? 'sm';
  const given = rollingOf(value);
  const [kind, setKind] = useState<RollingKind | null>(given?.kind ?? null);
  const [n, setN] = useState<number | string>(given?.n ?? 14);
  const [unit, setUnit] = useState<RollingUnit>(given?.unit ?? 'day');
  const give = (how: RollingKind, count: number | string, of: RollingUnit) =>
    props.onChange(typeof count === 'number' ? rollingJson({ kind: how, n: count, unit: of }) : null);
  const choose = (name: string | null) => {
    const rolling = ROLLING.find((one) => one === name) ?? null;
    setKind(rolling);
    if (rolling) give(rolling, n, unit);
    else props.onChange(named.find((one) => one.name === name)?.value ?? null);
  };
  return (
    <Stack gap="xs">
      <Select
        label={props.label}
        size={size}
        data={[
          ...named.map(({ name, label }) => ({ value: name, label })),
          { group: t('rolling.own'), items: ROLLING.map((one) => ({ value: one, label: t(`rolling.pick.${one}`) })) },
        ]}
        value={kind ?? named.find((one) => sameJson(one.value, value))?.name ?? null}
        comboboxProps={{ withinPortal: false }}
        onChange={choose}
      />
      {kind ? (
        <Group gap="xs" wrap="nowrap" grow>
          <NumberInput
            size={size}
            aria-label={t('rolling.number')}
            min={1}
            max={FARTHEST}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            value={n}
            data-autofocus
            onChange={(next) => {
              setN(next);
              give(kind, next, unit);
            }}
          />
          <Select
            size={size}
            aria-label={t('rolling.unit')}
            data={UNITS.map((one) => ({ value: one, label: t(`rolling.units.${one}`) }))}
            value={unit}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(next) => {
              const of = UNITS.find((one) => one === next) ?? 'day';
              setUnit(of);
              give(kind, n, of);
            }}
          />
        </Group>
      ) : null}
    </Stack>
  );
}
