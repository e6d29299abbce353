'use client';
import { Box, Group, Input, Slider } from '@mantine/core';
import { useTimeZone } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import { decimalText, toDecimal } from '@/engine/expression/decimal';
import type { InputProps } from '../types';
import { formatValue } from '../units';
import { DecimalInput } from './DecimalInput';

/** A slider, and the number to type beside it. The value stays an exact decimal: the slider moves in whole steps. */
export function SliderInput(
  props: InputProps & {
    min: number;
    max: number;
    step: number;
    /** What the slider counts in one of the value: 100 for percent. */
    factor?: number;
    Exact?: React.ComponentType<InputProps>;
  },
) {
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  const { min, max, step, factor = 1, Exact = DecimalInput } = props;
  const number = Number(props.value) * factor;
  const toValue = (at: number): string | null => {
    // 0.30000000000000004 is 0.3: as many digits as the step has, and those of the factor.
    const decimal = toDecimal((at / factor).toFixed(Math.min(10, digitsOf(step) + digitsOf(1 / factor))));
    return decimal ? decimalText(decimal) : null;
  };
  return (
    <Input.Wrapper
      label={props.label}
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
      labelElement="div"
    >
      <Group gap="md" wrap="nowrap" mt={4}>
        <Slider
          id={props.id}
          style={{ flex: 1 }}
          thumbLabel={props.label}
          min={min}
          max={max}
          step={step}
          value={Number.isFinite(number) && props.value !== null ? number : min}
          label={(at) => formatValue(props.field, toValue(at), locale, zone)}
          onChange={(at) => props.onChange(toValue(at))}
          onChangeEnd={() => props.onBlur?.()}
          styles={props.value === null ? { thumb: { opacity: 0.5 }, bar: { opacity: 0 } } : {}}
        />
        <Box w={96}>
          <Exact {...props} id={`${props.id}-exact`} error={undefined} isBare />
        </Box>
      </Group>
    </Input.Wrapper>
  );
}

const digitsOf = (step: number): number => (String(step).split('.')[1] ?? '').length;
