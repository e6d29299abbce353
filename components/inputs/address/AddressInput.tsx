'use client';
import { Group, Input as MantineInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import address, { hasStreet, levelOf, namesOf, type Address } from '@/engine/form/fields/address';
import { isFiller, loadRegions, type Region, type Regions } from '@/engine/form/fields/address/regions';
import { isObject, type Json } from '@/engine/kernel/json';
import { text as plainText } from '../text';
import type { InputProps } from '../types';

/** The table of regions; undefined until it is loaded. */
function useRegions(): Regions | undefined {
  // Not `regions()` at once: the server that draws the page has them, and both must draw the same.
  const [table, setTable] = useState<Regions>();
  useEffect(() => {
    let isOver = false;
    void loadRegions().then((loaded) => {
      if (!isOver) setTable(loaded);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return table;
}

const LEVELS = ['province', 'city', 'district'] as const;
const DEPTH = { province: 1, city: 2, district: 3 } as const;

/** The only thing below a region where that is no choice: Beijing has one "city", Dongguan no districts. */
function throughFillers(table: Regions, code: string): string {
  const below = table.below(code);
  return below.length === 1 && isFiller(below[0]!.name) ? below[0]!.code : code;
}

/** Lists one below the other: what is chosen above decides what is offered below. */
function Cascade(props: {
  id: string;
  code: string;
  /** What the value itself says, shown until the lists are there. */
  names?: readonly (string | undefined)[];
  depth: number;
  isRequired: boolean;
  onChange: (code: string) => void;
  onBlur?: (() => void) | undefined;
}) {
  const t = useTranslations('types');
  const table = useRegions();
  const { code, depth } = props;
  const offered = (level: number): readonly Region[] =>
    table && code.length >= level * 2 ? table.below(code.slice(0, level * 2)) : [];
  return (
    <SimpleGrid cols={{ base: 1, xs: Math.min(depth, 3) }} spacing="xs" verticalSpacing="xs" style={{ flex: 1 }}>
      {LEVELS.slice(0, depth).map((level, i) => {
        const list = offered(i);
        const chosen = code.length >= i * 2 + 2 ? code.slice(0, i * 2 + 2) : null;
        return (
          <Select
            key={level}
            {...(i === 0 ? { id: props.id } : {})}
            aria-label={t(`address.${level}`)}
            placeholder={t(`address.${level}`)}
            data={offers(list, chosen, props.names?.[i])}
            value={chosen}
            disabled={!table || list.length === 0}
            searchable
            clearable={i > 0 || !props.isRequired}
            nothingFoundMessage={t('address.none')}
            comboboxProps={{ withinPortal: true, width: 'max-content', position: 'bottom-start' }}
            onChange={(next) => props.onChange(next && table ? throughFillers(table, next) : code.slice(0, i * 2))}
            onBlur={() => props.onBlur?.()}
          />
        );
      })}
    </SimpleGrid>
  );
}

/** The choices of a list; until it is loaded, or where a code is no longer in it, at least what is chosen. */
function offers(list: readonly Region[], chosen: string | null, name: string | undefined) {
  const known = list.map((region) => ({ value: region.code, label: region.name }));
  const isKnown = chosen === null || known.some(({ value }) => value === chosen);
  return isKnown ? known : [...known, { value: chosen, label: name ?? chosen }];
}

const addressOf = (value: Json): Address => (isObject(value) ? (value as Address) : {});

export function AddressInput(props: InputProps) {
  const t = useTranslations('types');
  const { field } = props;
  const given = addressOf(props.value);
  const give = (next: { region?: string | undefined; street?: string | undefined }) => {
    const { region, street } = next;
    const names = region ? namesOf(region) : undefined;
    const value = { ...(region ? { region, ...names } : {}), ...(street ? { street } : {}) };
    props.onChange(Object.keys(value).length > 0 ? (value as Json) : null);
  };
  // In a cell there is one line: an address is typed there as it stands on an envelope.
  if (props.isBare) return <Line {...props} />;
  return (
    <MantineInput.Wrapper
      id={props.id}
      label={props.label}
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Stack gap="xs" mt={4} role="group" aria-label={props.label}>
        <Cascade
          id={props.id}
          code={given.region ?? ''}
          names={[given.province, given.city, given.district]}
          depth={DEPTH[levelOf(field.options)]}
          isRequired={props.isRequired}
          onChange={(region) => give({ ...given, region })}
          onBlur={props.onBlur}
        />
        {hasStreet(field.options) ? (
          <TextInput
            aria-label={t('address.street')}
            placeholder={t('address.street')}
            maxLength={200}
            autoComplete="street-address"
            value={given.street ?? ''}
            onChange={(event) => give({ ...given, street: event.currentTarget.value })}
            onBlur={() => props.onBlur?.()}
          />
        ) : null}
      </Stack>
    </MantineInput.Wrapper>
  );
}

function Line(props: InputProps) {
  const locale = useAppLocale();
  useRegions();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = isObject(props.value) ? address.format(props.value as Address, {}, locale) : String(props.value ?? '');
  return (
    <plainText.Input
      {...props}
      value={typed ?? shown}
      onChange={(next) => setTyped(String(next ?? ''))}
      onBlur={() => {
        if (typed !== null) props.onChange(address.parse!(typed, {}, locale) as Json);
        setTyped(null);
        props.onBlur?.();
      }}
    />
  );
}

/** A province, a city or a district: everything in it. */
export function InRegion(props: InputProps) {
  const given = isObject(props.value) ? props.value.region : props.value;
  const code = typeof given === 'string' ? given : '';
  return (
    <MantineInput.Wrapper label={props.label}>
      <Group mt={4}>
        <Cascade
          id={props.id}
          code={code}
          depth={3}
          isRequired={false}
          onChange={(region) => props.onChange(region ? { region, name: wordsOf(region) } : null)}
        />
      </Group>
    </MantineInput.Wrapper>
  );
}
const wordsOf = (region: string): string => address.format({ region, ...namesOf(region) }, {}, 'zh-CN');
