'use client';
import { ActionIcon, Alert, Button, Group, Image, Loader, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSession } from '@/components/shell/session';
import { useFillPlace } from '../place';
import { clockOffset, drawPhoto, jpegOf, type ReadyPhoto } from './photo';
import { useCamera } from './useCamera';
import classes from './camera.module.css';

/** Takes one photo after the other, each looked at before it is kept. */
export default function CameraDialog(props: {
  longest: number;
  hasStamp: boolean;
  /** How many more may be taken. */
  left: number;
  onTake: (photo: ReadyPhoto) => void;
  onClose: () => void;
}) {
  const t = useTranslations('fields.camera');
  const format = useFormatter();
  const isPhone = useMediaQuery('(max-width: 48em)');
  const { viewer } = useSession();
  const place = useFillPlace();
  const { video, state, canTurn, turn } = useCamera();
  const [photo, setPhoto] = useState<ReadyPhoto | null>(null);
  const offset = useOffset();
  const shoot = async () => {
    if (!video.current) return;
    const at = new Date(Date.now() + offset);
    const time = format.dateTime(at, { dateStyle: 'medium', timeStyle: 'medium' });
    const stamp = props.hasStamp ? [time, [place.title(), viewer.name].filter(Boolean).join(' · ')] : [];
    const canvas = drawPhoto(video.current, props.longest, stamp);
    const name = `${at.toISOString().slice(0, 19).replace(/\D/g, '')}.jpg`;
    setPhoto({ file: await jpegOf(canvas, name), taken: at.toISOString() });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('title')}
      size="lg"
      fullScreen={isPhone ?? false}
      centered
      styles={{ body: { display: 'flex', flexDirection: 'column' } }}
    >
      <Stack gap="sm" style={{ flex: 1 }}>
        <div className={classes.stage}>
          <video ref={video} muted playsInline className={classes.view} hidden={photo !== null} />
          {photo ? <Shot photo={photo} alt={t('taken')} /> : null}
          {state === 'starting' && !photo ? <Loader className={classes.middle} color="gray" /> : null}
          {state === 'denied' || state === 'noCamera' ? (
            <Alert className={classes.middle} color="gray" icon={<Icon name="camera-off" />}>
              {t(state)}
            </Alert>
          ) : null}
        </div>
        {photo ? (
          <Group justify="center">
            <Button variant="default" onClick={() => setPhoto(null)} leftSection={<Icon name="rotate" />}>
              {t('again')}
            </Button>
            <Button
              data-autofocus
              leftSection={<Icon name="check" />}
              onClick={() => {
                props.onTake(photo);
                setPhoto(null);
                if (props.left <= 1) props.onClose();
              }}
            >
              {t('use')}
            </Button>
          </Group>
        ) : (
          <Group justify="center" pos="relative">
            <Button
              size="md"
              radius="xl"
              disabled={state !== 'ready'}
              onClick={() => void shoot()}
              leftSection={<Icon name="camera" size={20} />}
            >
              {t('shoot')}
            </Button>
            {canTurn ? (
              <Tooltip label={t('turn')}>
                <ActionIcon variant="default" size="lg" radius="xl" aria-label={t('turn')} onClick={turn}>
                  <Icon name="camera-rotate" />
                </ActionIcon>
              </Tooltip>
            ) : null}
          </Group>
        )}
        <Text size="xs" c="dimmed" ta="center" aria-live="polite">
          {props.hasStamp ? t('stamped') : ''} {t('left', { count: props.left })}
        </Text>
      </Stack>
    </Modal>
  );
}

function Shot({ photo, alt }: { photo: ReadyPhoto; alt: string }) {
  const url = useMemo(() => URL.createObjectURL(photo.file), [photo]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <Image src={url} alt={alt} className={classes.view} />;
}

function useOffset(): number {
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    void clockOffset().then(setOffset);
  }, []);
  return offset;
}
