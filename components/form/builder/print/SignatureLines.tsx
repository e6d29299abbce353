'use client';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { Icon } from '@/components/ui/icons';
import type { Text as Words } from '@/engine/kernel/text';
import { usePrint } from './usePrint';

const MOST = 8;
/** Taken one after the other for the first lines. */
const USUAL: readonly Words[] = [
  { 'zh-CN': '经办人', en: 'Handled by' },
  { 'zh-CN': '审核人', en: 'Reviewed by' },
  { 'zh-CN': '批准人', en: 'Approved by' },
];
const BLANK: Words = { 'zh-CN': '签字', en: 'Signature' };

/** The lines to sign on. */
export function SignatureLines() {
  const t = useTranslations('print.builder');
  const { print, change } = usePrint();
  const lines = print.signatures ?? [];
  const put = (next: readonly Words[], key = 'signatures') =>
    change({ signatures: next.length > 0 ? [...next] : undefined }, key);
  const next = USUAL.find((usual) => !lines.some((line) => line['zh-CN'] === usual['zh-CN'])) ?? BLANK;
  return (
    <Stack gap="xs">
      <Text size="xs" fw={500}>
        {t('signatures')}
      </Text>
      {lines.map((line, index) => (
        <Group key={index} gap={6} align="flex-start" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <TextInputs
              label={t('signature', { n: index + 1 })}
              value={line}
              autoFocus={false}
              onChange={(text) => put(lines.with(index, text), `signatures.${index}`)}
            />
          </div>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('removeSignature', { n: index + 1 })}
            onClick={() => put(lines.toSpliced(index, 1))}
          >
            <Icon name="trash" size={13} />
          </Button>
        </Group>
      ))}
      {lines.length < MOST ? (
        <Button
          size="compact-xs"
          variant="default"
          style={{ alignSelf: 'start' }}
          leftSection={<Icon name="plus" size={12} />}
          onClick={() => put([...lines, next])}
        >
          {t('addSignature')}
        </Button>
      ) : null}
    </Stack>
  );
}
