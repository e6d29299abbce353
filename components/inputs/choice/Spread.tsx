'use client';
/** All options at once: as radio buttons or check boxes below each other, as buttons in a row, or as cards. */
import { Button, Checkbox, Chip, Group, Input, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { InputProps } from '../types';
import { ChoiceOption, useChoiceData } from './choices';
import classes from './spread.module.css';

/** How a choice is shown; the value is the same. */
export type Spread = 'list' | 'buttons' | 'cards';
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

export function SpreadChoice(props: InputProps & { spread: Spread }) {
  const t = useTranslations('fields.scale');
  const value = typeof props.value === 'string' ? props.value : null;
  const data = useChoiceData(props.field, value === null ? [] : [value]);
  const items = data.map((item, i) => ({ ...item, id: i === 0 ? props.id : `${props.id}-${i}` }));
  const give = (next: string | null) => {
    props.onChange(next);
    props.onBlur?.();
  };
  return (
    <Frame {...props}>
      <Radio.Group value={value} onChange={give} aria-label={props.label}>
        {props.spread === 'cards' ? (
          <Cards>
            {items.map((item) => (
              <Radio.Card key={item.value} value={item.value} id={item.id} className={classes.card}>
                <Group gap="sm" wrap="nowrap">
                  <Radio.Indicator />
                  <ChoiceOption field={props.field} {...item} />
                </Group>
              </Radio.Card>
            ))}
          </Cards>
        ) : props.spread === 'buttons' ? (
          <Group gap={6}>
            {items.map((item) => (
              <Radio.Card key={item.value} value={item.value} id={item.id} className={classes.button}>
                {item.label}
              </Radio.Card>
            ))}
          </Group>
        ) : (
          <Stack gap={8} mt={4}>
            {items.map((item) => (
              <Radio key={item.value} value={item.value} id={item.id} label={item.label} />
            ))}
          </Stack>
        )}
      </Radio.Group>
      {value !== null && !props.isRequired ? (
        <Button variant="subtle" color="gray" size="compact-xs" mt={2} onClick={() => give(null)}>
          {t('clear')}
        </Button>
      ) : null}
    </Frame>
  );
}

export function SpreadChoices(props: InputProps & { spread: Spread }) {
  const value = listOf(props.value);
  const items = useChoiceData(props.field, value).map((item, i) => ({
    ...item,
    id: i === 0 ? props.id : `${props.id}-${i}`,
  }));
  const give = (next: string[]) => {
    // In the order of the options, however they were ticked.
    const order = items.map((item) => item.value).filter((one) => next.includes(one));
    props.onChange(order.length > 0 ? order : null);
    props.onBlur?.();
  };
  if (props.spread === 'buttons') {
    return (
      <Frame {...props}>
        <Chip.Group multiple value={value} onChange={give}>
          <Group gap={6} mt={4} role="group" aria-label={props.label}>
            {items.map((item) => (
              <Chip key={item.value} value={item.value} id={item.id} radius="sm">
                {item.label}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Frame>
    );
  }
  return (
    <Frame {...props}>
      <Checkbox.Group value={value} onChange={give} aria-label={props.label}>
        {props.spread === 'cards' ? (
          <Cards>
            {items.map((item) => (
              <Checkbox.Card key={item.value} value={item.value} id={item.id} className={classes.card}>
                <Group gap="sm" wrap="nowrap">
                  <Checkbox.Indicator />
                  <Text size="sm">{item.label}</Text>
                </Group>
              </Checkbox.Card>
            ))}
          </Cards>
        ) : (
          <Stack gap={8} mt={4}>
            {items.map((item) => (
              <Checkbox key={item.value} value={item.value} id={item.id} label={item.label} />
            ))}
          </Stack>
        )}
      </Checkbox.Group>
    </Frame>
  );
}

function Frame(props: InputProps & { children: React.ReactNode }) {
  return (
    <Input.Wrapper
      label={props.label}
      labelElement="div"
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      {props.children}
    </Input.Wrapper>
  );
}

const Cards = ({ children }: { children: React.ReactNode }) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={4}>
    {children}
  </SimpleGrid>
);
