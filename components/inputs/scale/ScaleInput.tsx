import { Box, Button, Group, Input, Radio, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { InputProps } from '@/components/inputs/types';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { Text as Words } from '@/engine/kernel/text';
import { stepsOf, wordOf, type Options } from '@/engine/form/fields/scale';
import classes from '@/engine/form/fields/scale/scale.module.css';

/** Radio buttons drawn as a row of steps: Tab goes in, arrow keys choose; on a phone the words stand below each other. */
export function ScaleInput(props: InputProps) {
  const t = useTranslations('fields.scale');
  const say = useSay();
  const locale = useAppLocale();
  const options = props.field.options as Options;
  const steps = stepsOf(options);
  const value = typeof props.value === 'string' ? props.value : null;
  const hasWords = wordOf(steps[0]!, options, locale) !== undefined;
  const [low, high] = [say(options.low as Words | undefined), say(options.high as Words | undefined)];
  return (
    <Input.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.isBare ? undefined : props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Radio.Group
        value={value}
        onChange={(next) => {
          props.onChange(next);
          props.onBlur?.();
        }}
        aria-label={props.label}
      >
        <div className={classes.steps} data-words={hasWords || undefined}>
          {steps.map((step, i) => (
            <Radio.Card
              key={step}
              value={step}
              id={i === 0 ? props.id : undefined}
              className={classes.step}
              radius="sm"
            >
              <span className={classes.word}>{wordOf(step, options, locale) ?? step}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {low || high ? (
        <Group justify="space-between" mt={2} wrap="nowrap">
          <Text size="xs" c="dimmed">
            {low}
          </Text>
          <Text size="xs" c="dimmed" ta="right">
            {high}
          </Text>
        </Group>
      ) : null}
      {value !== null && !props.isRequired && !props.isBare ? (
        <Box mt={2}>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => props.onChange(null)}>
            {t('clear')}
          </Button>
        </Box>
      ) : null}
    </Input.Wrapper>
  );
}
