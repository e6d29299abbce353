'use client';
import { Button, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import type { PrintLayout } from '@/engine/kernel/documents.generated';
import type { Paper } from '@/engine/form/print';
import { PictureEditor } from '../layout/editors';
import { filled, usePrint } from './usePrint';

const PAPER: readonly Paper[] = ['A4', 'A5', 'letter'];
const COLUMNS = [0, 1, 2, 3, 4] as const;
/** Characters of a logo as data: URL (schemas/formats/form.schema.json). */
const MOST_LOGO = 120_000;

/** Paper, head and foot. */
export function PrintSettings() {
  const t = useTranslations('print.builder');
  const { print, change } = usePrint();
  return (
    <Stack gap="sm">
      <Choice
        label={t('paper')}
        value={print.paper ?? 'A4'}
        data={PAPER.map((value) => ({ value, label: t(`papers.${value}`) }))}
        onChange={(value) => change({ paper: PAPER.find((one) => one === value && one !== 'A4') }, 'paper')}
      />
      <Choice
        label={t('lies')}
        value={print.landscape ? 'landscape' : 'portrait'}
        data={(['portrait', 'landscape'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(value) => change({ landscape: value === 'landscape' || undefined }, 'landscape')}
      />
      <Choice
        label={t('columns')}
        value={String(print.columns ?? 0)}
        data={COLUMNS.map((count) => ({ value: String(count), label: count === 0 ? t('asForm') : String(count) }))}
        onChange={(value) => change({ columns: (Number(value) || undefined) as PrintLayout['columns'] }, 'columns')}
      />
      <TextInputs
        label={t('title')}
        help={t('titleHelp')}
        value={print.title}
        autoFocus={false}
        onChange={(title) => change({ title: filled(title) }, 'title')}
      />
      <TextInputs
        label={t('company')}
        value={print.company}
        autoFocus={false}
        onChange={(company) => change({ company: filled(company) }, 'company')}
      />
      <div>
        <PictureEditor
          name="logo"
          label={t('logo')}
          schema={{ maxLength: MOST_LOGO }}
          value={print.logo}
          isRequired={false}
          onChange={(logo) => change({ logo: logo as string | undefined }, 'logo')}
        />
        {print.logo ? (
          <Button
            mt={4}
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => change({ logo: undefined }, 'logo')}
          >
            {t('noLogo')}
          </Button>
        ) : null}
      </div>
      <TextInputs
        label={t('footer')}
        help={t('footerHelp')}
        value={print.footer}
        autoFocus={false}
        onChange={(footer) => change({ footer: filled(footer) }, 'footer')}
      />
      {(['pageNumbers', 'printedBy', 'qr'] as const).map((key) => (
        <Switch
          key={key}
          size="xs"
          label={t(key)}
          checked={print[key] !== false}
          onChange={(event) => change({ [key]: event.currentTarget.checked ? undefined : false }, key)}
        />
      ))}
      <Switch
        size="xs"
        label={t('approvals')}
        description={t('approvalsHelp')}
        checked={print.approvals ?? false}
        onChange={(event) => change({ approvals: event.currentTarget.checked || undefined }, 'approvals')}
      />
    </Stack>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <div>
      <Text size="xs" fw={500} mb={4}>
        {props.label}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={props.label}
        value={props.value}
        data={[...props.data]}
        onChange={props.onChange}
      />
    </div>
  );
}
