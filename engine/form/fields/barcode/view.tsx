'use client';
import { ActionIcon, Box, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import { normalizeValue } from '@/components/inputs/units';
import { wrapperProps } from '@/components/inputs/wrapper';
import { Icon } from '@/components/ui/icons';
import { QrCode } from '@/components/ui/QrCode';
import { barsOf, faultOf, formatOf, type Wanted } from './encode';

const wantedOf = (options: { readonly format?: unknown }): Wanted => (options.format as Wanted | undefined) ?? 'any';

// ---- picture --------------------------------------------------------------------------------------------------------
/** Codes are read by contrast: dark on white with a quiet zone around, in the dark scheme too. */
function Picture(props: { code: string; wanted: Wanted }) {
  const format = formatOf(props.code, props.wanted);
  return format === 'qr' ? <QrCode text={props.code} /> : <Bars code={props.code} bars={barsOf(props.code, format)} />;
}

function Bars({ code, bars }: { code: string; bars: string }) {
  const width = bars.length + 20;
  const path = [...bars.matchAll(/1+/g)].map((run) => `M${run.index + 10} 4h${run[0].length}v40h-${run[0].length}z`);
  return (
    <svg
      role="img"
      aria-label={code}
      viewBox={`0 0 ${width} 58`}
      style={{ width: Math.min(width * 2, 320), maxWidth: '100%', background: 'white', borderRadius: 4 }}
    >
      <path d={path.join('')} fill="black" shapeRendering="crispEdges" />
      <text x={width / 2} y={54} fontSize={9} textAnchor="middle" fontFamily="monospace" fill="black">
        {code}
      </text>
    </svg>
  );
}

// ---- camera ---------------------------------------------------------------------------------------------------------
/** The camera, the browser's detector or the library behind it are loaded by who scans. */
const Scanner = lazy(() => import('@/components/inputs/barcode/Scanner'));

/** Whether this device has a camera; false while it is not known. */
function useCanScan(): boolean {
  const [can, setCan] = useState(false);
  useEffect(() => {
    let isOver = false;
    void navigator.mediaDevices
      ?.enumerateDevices?.()
      .then((devices) => !isOver && setCan(devices.some(({ kind }) => kind === 'videoinput')))
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, []);
  return can;
}

// ---- input and display ----------------------------------------------------------------------------------------------
function Input(props: InputProps) {
  const t = useTranslations('types');
  const canScan = useCanScan();
  const [isScanning, setScanning] = useState(false);
  const { field, value } = props;
  const wanted = wantedOf(field.options);
  // Where there is no camera, what may only be scanned cannot be entered at all; it says so.
  const isScanOnly = field.options.scanOnly === true;
  const isGood = typeof value === 'string' && value !== '' && faultOf(value, wanted) === undefined;
  return (
    <Box>
      <TextInput
        {...wrapperProps(props)}
        autoComplete="off"
        spellCheck={false}
        readOnly={isScanOnly}
        placeholder={isScanOnly && !props.isBare ? t('barcode.scanOnly') : undefined}
        inputMode={['ean13', 'ean8', 'upca'].includes(wanted) ? 'numeric' : 'text'}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
        onBlur={() => {
          const normal = normalizeValue(field, value);
          if (normal !== value) props.onChange(normal === '' ? null : normal);
          props.onBlur?.();
        }}
        rightSection={
          canScan || isScanOnly ? (
            <Tooltip label={t('barcode.scan')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('barcode.scan')}
                onClick={() => setScanning(true)}
              >
                <Icon name="scan" />
              </ActionIcon>
            </Tooltip>
          ) : undefined
        }
      />
      {isGood && !props.isBare ? (
        <Group mt={6}>
          <Picture code={value} wanted={wanted} />
        </Group>
      ) : null}
      {isScanning ? (
        <Suspense>
          <Scanner
            wanted={wanted}
            onClose={() => setScanning(false)}
            onFound={(code) => {
              setScanning(false);
              props.onChange(normalizeValue(field, code));
            }}
          />
        </Suspense>
      ) : null}
    </Box>
  );
}

function Display(props: DisplayProps) {
  const code = String(props.value);
  const wanted = wantedOf(props.field.options);
  if (props.isBrief || faultOf(code, wanted)) {
    return (
      <Text component="span" size="sm" truncate={props.isBrief ?? false}>
        {code}
      </Text>
    );
  }
  return (
    <Stack gap={4} align="flex-start">
      <Picture code={code} wanted={wanted} />
      {formatOf(code, wanted) === 'qr' ? (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {code}
        </Text>
      ) : null}
    </Stack>
  );
}

const view: InputUnit = { Input, Display };
export default view;
