import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { uploadFile } from '@/components/lib/upload';
import { Icon } from '@/components/ui/icons';
import { useProblemWords } from '@/components/ui/ProblemList';
import { useSession } from '@/components/shell/session';
import type { FileView } from '@/engine/kernel/api';
import { isBlankInk, type Ink } from '@/engine/form/fields/signature/ink';
import { pictureOf, typedPicture } from './pictures';
import { SignaturePad } from './SignaturePad';

/** Draw or type; either becomes a picture that the file store keeps with time and person. */
export default function SignatureDialog(props: {
  label: string;
  canType: boolean;
  onSigned: (file: FileView) => void;
  onClose: () => void;
}) {
  const t = useTranslations('fields.signature');
  const words = useProblemWords();
  const isPhone = useMediaQuery('(max-width: 48em)');
  const { viewer } = useSession();
  const [way, setWay] = useState<'pen' | 'typed'>('pen');
  const [ink, setInk] = useState<Ink>([]);
  const [typed, setTyped] = useState(viewer.name);
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const pad = useRef<HTMLDivElement>(null);
  const isReady = way === 'pen' ? !isBlankInk(ink) : typed.trim() !== '';

  const sign = async () => {
    setSending(true);
    setError(null);
    try {
      const size = pad.current?.getBoundingClientRect();
      const picture =
        way === 'pen'
          ? await pictureOf(ink, size?.width ?? 400, size?.height ?? 180)
          : await typedPicture(typed.trim());
      const how = way === 'pen' ? { from: way } : { from: way, typed: typed.trim() };
      props.onSigned(await uploadFile(picture, undefined, undefined, { ...how, taken: new Date().toISOString() }));
    } catch (reason) {
      setError(words(reason).join(' '));
      setSending(false);
    }
  };
  return (
    <Modal opened onClose={props.onClose} title={props.label} size="lg" fullScreen={isPhone ?? false} centered>
      <Stack gap="sm">
        {props.canType ? (
          <SegmentedControl
            aria-label={t('way')}
            value={way}
            onChange={(next) => setWay(next as 'pen' | 'typed')}
            data={[
              { value: 'pen', label: t('draw') },
              { value: 'typed', label: t('type') },
            ]}
          />
        ) : null}
        {way === 'pen' ? (
          <div ref={pad}>
            <SignaturePad ink={ink} onChange={setInk} label={t('pad')} />
          </div>
        ) : (
          <TextInput
            data-autofocus
            label={t('name')}
            value={typed}
            maxLength={60}
            autoComplete="name"
            onChange={(event) => setTyped(event.currentTarget.value)}
            styles={{ input: { fontFamily: 'cursive', fontSize: 24, height: 56 } }}
          />
        )}
        <Text size="xs" c="dimmed">
          {t('legal', { name: viewer.name })}
        </Text>
        {error ? (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        ) : null}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<Icon name="eraser" />}
            disabled={way === 'pen' ? ink.length === 0 : typed === ''}
            onClick={() => (way === 'pen' ? setInk([]) : setTyped(''))}
          >
            {t('clear')}
          </Button>
          <Button
            disabled={!isReady}
            loading={isSending}
            leftSection={<Icon name="check" />}
            onClick={() => void sign()}
          >
            {t('accept')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
