'use client';
import { Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Conversion, ConversionView, DocumentRef } from '@/engine/kernel/api';
import type { EntityDocument } from '@/engine/kernel/documents.generated';
import { BadValues } from './BadValues';
import { ConversionChoices } from './ConversionChoices';
import { Decided } from './Decided';
import { fieldIn, keepConversion } from './pending';
import classes from './plans.module.css';

/** The values of one field: how they are carried over, and what becomes of those that do not convert. */
export function ConversionPart(props: {
  readonly view: ConversionView;
  readonly entity: EntityDocument;
  readonly refs: readonly DocumentRef[];
  readonly conversions: readonly Conversion[];
}) {
  const { view, entity, conversions } = props;
  const t = useTranslations('plans');
  const place = fieldIn(entity, view.to.id);
  const own = conversions.find((one) => one.entity === entity.id && one.field === view.to.id);
  const { map = {}, quarantine = false } = own ?? {};
  const change = (what: Partial<Conversion>) =>
    keepConversion({ ...own, ...what, entity: entity.id, field: view.to.id });
  const hasBad = view.bad.count > 0;
  if (!place) return null;
  return (
    <div className={classes.conversion}>
      <ConversionChoices view={view} field={place.use} own={own} onChange={change} />
      {view.samples.length > 0 && (
        <table className={classes.samples}>
          <caption>{t('samples')}</caption>
          <tbody>
            {view.samples.slice(0, 4).map((sample) => (
              <tr key={sample.before}>
                <td>{sample.before}</td>
                <td aria-hidden>→</td>
                <td>{sample.after === '' ? <i>{t('nothing')}</i> : sample.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(hasBad || Object.keys(map).length > 0) && (
        <Stack gap={6} mt="xs">
          {hasBad && (
            <BadValues
              view={view}
              entity={entity}
              field={place.use}
              refs={props.refs}
              conversions={conversions}
              isSetAside={quarantine}
              onMap={(value, to) => change({ map: { ...map, [value]: to } })}
            />
          )}
          <Decided
            field={place.use}
            map={map}
            onUndo={(value) => {
              const { [value]: _undone, ...rest } = map;
              change({ map: rest });
            }}
          />
          {(hasBad || quarantine) && view.choices.includes('quarantine') && (
            <Switch
              size="sm"
              checked={quarantine}
              label={t('setAside', { count: view.bad.count })}
              description={t('setAsideHelp')}
              onChange={(event) => change({ quarantine: event.currentTarget.checked })}
            />
          )}
          {hasBad && !quarantine && (
            <Text size="xs" c="dimmed">
              {t('decideFirst')}
            </Text>
          )}
        </Stack>
      )}
    </div>
  );
}
