'use client';
import { Badge, Group, Select, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { useBuilding } from '../context';
import classes from '../form-builder.module.css';

const FORM = 'form';
const NEW = 'new';
/** What most overlays are for; its analyst says otherwise beside it. */
const ON_PHONES = { 'zh-CN': '手机上', en: 'On phones' };

/** As whom the canvas is seen: the form itself, or one of its overlays; edits go where one looks. */
export function SeenBy() {
  const t = useTranslations('layout.overlay');
  const say = useSay();
  const { form, overlays, select } = useBuilding();
  const { overlay, open, begin } = overlays;
  const choose = (value: string | null) => {
    select(null);
    if (value === NEW) return begin(ON_PHONES, { device: 'phone' });
    open(value === FORM ? null : value);
  };
  return (
    <Group gap="xs" wrap="wrap" className={classes.seenBy}>
      <Select
        size="xs"
        w={240}
        aria-label={t('seenBy')}
        allowDeselect={false}
        value={overlay?.id ?? FORM}
        data={[
          { value: FORM, label: t('everybody') },
          ...(form.overlays ?? []).map(({ id, label }) => ({ value: id, label: say(label, id) })),
          { value: NEW, label: t('new') },
        ]}
        onChange={choose}
      />
      {overlay && (
        <Badge variant="light" tt="none">
          {t('changes', { count: overlay.patches.length })}
        </Badge>
      )}
      {overlay && (
        <Text size="xs" c="dimmed">
          {t('help')}
        </Text>
      )}
    </Group>
  );
}
