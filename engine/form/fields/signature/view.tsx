'use client';
import { Button, Group, Image, Input as MantineInput, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { SignedBy } from '@/components/inputs/file/Evidence';
import { filesOf } from '@/components/inputs/file/files';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import { useFileSource } from '@/components/offline/files';
import { Icon } from '@/components/ui/icons';
import type { FileView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';

const SignatureDialog = lazy(() => import('@/components/inputs/signature/SignatureDialog'));

/** Ink is dark: it lies on paper in the dark scheme too. */
function Picture({ file }: { file: FileView }) {
  const t = useTranslations('fields.signature');
  return (
    <Image
      src={useFileSource(file) || null}
      alt={t('picture')}
      fit="contain"
      style={{ width: 'min(100%, 320px)', height: 110, background: 'white', borderRadius: 6, border: BORDER }}
    />
  );
}
const BORDER = '1px solid var(--mantine-color-default-border)';

function Input(props: InputProps) {
  const t = useTranslations('fields.signature');
  const [isOpen, setOpen] = useState(false);
  const [file] = filesOf(props.value);
  return (
    <MantineInput.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Stack gap={6} mt={4} align="flex-start">
        {file ? <Picture file={file} /> : null}
        {file ? <SignedBy file={file} /> : null}
        <Group gap="xs">
          <Button
            id={props.id}
            size="compact-md"
            variant="default"
            leftSection={<Icon name="signature" />}
            aria-label={t('signFor', { label: props.label })}
            onClick={() => setOpen(true)}
          >
            {file ? t('again') : t('sign')}
          </Button>
          {file ? (
            <Button size="compact-md" variant="subtle" color="gray" onClick={() => props.onChange(null)}>
              {t('remove')}
            </Button>
          ) : null}
        </Group>
      </Stack>
      {isOpen ? (
        <Suspense>
          <SignatureDialog
            label={props.label}
            canType={props.field.options.canType !== false}
            onClose={() => setOpen(false)}
            onSigned={(signed) => {
              setOpen(false);
              props.onChange([signed] as unknown as Json);
            }}
          />
        </Suspense>
      ) : null}
    </MantineInput.Wrapper>
  );
}

function Display(props: DisplayProps) {
  const t = useTranslations('fields.signature');
  const [file] = filesOf(props.value);
  if (!file) return null;
  if (props.isBrief) {
    return (
      <Group component="span" gap={4} wrap="nowrap">
        <Icon name="signature" />
        <Text component="span" size="sm">
          {t('signed')}
        </Text>
      </Group>
    );
  }
  return (
    <Stack gap={4} align="flex-start">
      <Picture file={file} />
      <SignedBy file={file} />
    </Stack>
  );
}

const view: InputUnit = { Input, Display };
export default view;
