'use client';
import { ActionIcon, Box, Group, Modal, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import { normalizeValue } from '@/components/inputs/units';
import { wrapperProps } from '@/components/inputs/wrapper';
import { Icon } from '@/components/ui/icons';
import { barsOf, faultOf, formatOf, type Wanted } from './encode';

const wantedOf = (options: { readonly format?: unknown }): Wanted => (options.format as Wanted | undefined) ?? 'any';

// ---- picture --------------------------------------------------------------------------------------------------------
/** Codes are read by contrast: dark on white with a quiet zone around, in the dark scheme too. */
function Picture(props: { code: string; wanted: Wanted }) {
  const format = formatOf(props.code, props.wanted);
  return format === 'qr' ? <Square code={props.code} /> : <Bars code={props.code} bars={barsOf(props.code, format)} />;
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

function Square({ code }: { code: string }) {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let isOver = false;
    // Only who looks at such a code loads the encoder (13 KB).
    void import('uqr').then(({ encode }) => {
      if (!isOver) setRows(encode(code, { border: 3 }).data);
    });
    return () => {
      isOver = true;
    };
  }, [code]);
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      role="img"
      aria-label={code}
      viewBox={`0 0 ${Math.max(rows.length, 1)} ${Math.max(rows.length, 1)}`}
      style={{ width: 128, height: 128, background: 'white', borderRadius: 4 }}
    >
      <path d={path.join('')} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}

// ---- camera ---------------------------------------------------------------------------------------------------------
/** The Barcode Detection API (WICG shape-detection): Chrome on Android, macOS and ChromeOS. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}
const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

const DETECTED: { readonly [W in Wanted]: readonly string[] } = {
  any: ['ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39', 'itf', 'qr_code', 'data_matrix'],
  ean13: ['ean_13', 'upc_a'],
  ean8: ['ean_8'],
  upca: ['upc_a', 'ean_13'],
  code128: ['code_128'],
  qr: ['qr_code'],
};

/** Whether this browser reads codes by camera; false while it is not known. */
function useCanScan(): boolean {
  const [can, setCan] = useState(false);
  useEffect(() => {
    const found = detectorClass();
    if (!found || !navigator.mediaDevices?.getUserMedia) return;
    let isOver = false;
    void found.getSupportedFormats().then((formats) => {
      if (!isOver) setCan(formats.length > 0);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return can;
}

/** Looks through the camera four times a second until it sees a code of the right kind. */
function Scanner(props: { wanted: Wanted; onFound: (code: string) => void; onClose: () => void }) {
  const t = useTranslations('types');
  const video = useRef<HTMLVideoElement>(null);
  const [error, setError] = useState<string | null>(null);
  const found = useRef(props.onFound);
  useEffect(() => {
    found.current = props.onFound;
  });
  const { wanted } = props;
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let isOver = false;
    const start = async () => {
      const detector = new (detectorClass()!)({ formats: DETECTED[wanted] });
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (isOver || !video.current) return stream.getTracks().forEach((track) => track.stop());
      video.current.srcObject = stream;
      await video.current.play();
      timer = setInterval(() => {
        if (!video.current || isOver) return;
        void detector.detect(video.current).then((codes) => {
          if (codes[0] && !isOver) found.current(codes[0].rawValue);
        });
      }, 250);
    };
    start().catch((reason: unknown) => {
      if (!isOver) setError((reason as DOMException).name === 'NotAllowedError' ? 'denied' : 'noCamera');
    });
    return () => {
      isOver = true;
      clearInterval(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, [wanted]);
  return (
    <Modal opened onClose={props.onClose} title={t('barcode.scan')} centered>
      {error ? (
        <Text size="sm">{t(`barcode.${error as 'denied' | 'noCamera'}`)}</Text>
      ) : (
        <Stack gap="xs">
          <video ref={video} muted playsInline style={{ width: '100%', borderRadius: 8, background: 'black' }} />
          <Text size="sm" c="dimmed">
            {t('barcode.aim')}
          </Text>
        </Stack>
      )}
    </Modal>
  );
}

// ---- input and display ----------------------------------------------------------------------------------------------
function Input(props: InputProps) {
  const t = useTranslations('types');
  const canScan = useCanScan();
  const [isScanning, setScanning] = useState(false);
  const { field, value } = props;
  const wanted = wantedOf(field.options);
  const isGood = typeof value === 'string' && value !== '' && faultOf(value, wanted) === undefined;
  return (
    <Box>
      <TextInput
        {...wrapperProps(props)}
        autoComplete="off"
        spellCheck={false}
        inputMode={['ean13', 'ean8', 'upca'].includes(wanted) ? 'numeric' : 'text'}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
        onBlur={() => {
          const normal = normalizeValue(field, value);
          if (normal !== value) props.onChange(normal === '' ? null : normal);
          props.onBlur?.();
        }}
        rightSection={
          canScan ? (
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
        <Scanner
          wanted={wanted}
          onClose={() => setScanning(false)}
          onFound={(code) => {
            setScanning(false);
            props.onChange(normalizeValue(field, code));
          }}
        />
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
