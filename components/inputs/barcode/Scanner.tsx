import { Modal, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useCamera } from '@/components/inputs/file/useCamera';
import type { Wanted } from '@/engine/form/fields/barcode/encode';
import { codeReader } from './read';

/** Looks through the camera four times a second until it sees a code of the right kind. */
export default function Scanner(props: { wanted: Wanted; onFound: (code: string) => void; onClose: () => void }) {
  const t = useTranslations('types.barcode');
  const isPhone = useMediaQuery('(max-width: 48em)');
  const { video, state } = useCamera();
  const found = useRef(props.onFound);
  useEffect(() => {
    found.current = props.onFound;
  });
  const { wanted } = props;
  useEffect(() => {
    if (state !== 'ready') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      const read = await codeReader(wanted);
      const again = async () => {
        if (isOver || !video.current) return;
        const code = await read(video.current).catch(() => undefined);
        if (isOver) return;
        if (code) return found.current(code);
        timer = setTimeout(() => void again(), 250);
      };
      await again();
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [state, video, wanted]);
  const isMissing = state === 'denied' || state === 'noCamera';
  return (
    <Modal opened onClose={props.onClose} title={t('scan')} centered fullScreen={isPhone ?? false}>
      <Stack gap="xs">
        <video
          ref={video}
          muted
          playsInline
          hidden={isMissing}
          style={{ width: '100%', maxHeight: '70dvh', borderRadius: 8, background: 'black' }}
        />
        <Text size="sm" c={isMissing ? undefined : 'dimmed'} role="status">
          {isMissing ? t(state) : t('aim')}
        </Text>
      </Stack>
    </Modal>
  );
}
