'use client';
import { Button, Group, Text, Title } from '@mantine/core';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { isTotalled } from '@/components/inputs/lines/TotalsRow';
import { total } from '@/components/inputs/lines/sums';
import { rowsOf } from '@/components/inputs/lines/rows';
import { useFieldState, partName } from '@/components/form/runtime/fieldStates';
import { useFormCore, type FormCore } from '@/components/form/runtime/formCore';
import { LayoutCell } from '@/components/form/runtime/LayoutCell';
import type { PlannedItem, PlannedSection } from '@/components/form/runtime/plan';
import { useMe } from '@/components/form/runtime/useMe';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSession } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { QrCode } from '@/components/ui/QrCode';
import { useSay } from '@/components/ui/say';
import type { FieldView, Output } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import classes from './print.module.css';

const nothing = () => () => undefined;
/** Only the browser knows under which address people reach this. */
const useOrigin = () =>
  useSyncExternalStore(
    nothing,
    () => window.location.origin,
    () => '',
  );

/**
 * A filled-in form on paper: as the form is laid out, with what its rules show, line items in full, and a code that leads
 * back to the record. The browser's own "print" makes the paper or the PDF, with the fonts of the device, Chinese included.
 */
export function PrintSheet({ opened }: { readonly opened: Output<'form.open'> }) {
  const t = useTranslations('record.print');
  const say = useSay();
  const format = useFormatter();
  const now = useNow();
  const { viewer } = useSession();
  const { entity, form, record } = opened;
  const origin = useOrigin();
  const core = useFormCore({ ...opened, document: form, me: useMe(), isNew: false });
  if (!record) return null;
  const path = paths.record(entity.name, record.id);
  return (
    <>
      <Group justify="space-between" mb="md" data-no-print className={classes.tools}>
        <Button component={Link} href={path} variant="default" leftSection={<Icon name="chevron-left" size={14} />}>
          {t('back')}
        </Button>
        <Group gap="sm">
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {t('hint')}
          </Text>
          <Button leftSection={<Icon name="printer" size={14} />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </Group>
      </Group>
      <article className={classes.paper} aria-label={record.title}>
        <header className={classes.head}>
          <div>
            <Text size="sm" className={classes.quiet}>
              {say(form.label) || say(entity.label, entity.name)}
            </Text>
            <Title order={1} fz={22}>
              {record.title || t('untitled')}
            </Title>
          </div>
          {origin ? <QrCode text={origin + path} size={76} /> : null}
        </header>
        {core.sections.map((section) => (
          <PrintSection key={section.id} core={core} section={section} />
        ))}
        <footer className={classes.foot}>
          {t('printed', { who: viewer.name, when: format.dateTime(now, { dateStyle: 'medium', timeStyle: 'short' }) })}
        </footer>
      </article>
    </>
  );
}

function PrintSection({ core, section }: { readonly core: FormCore; readonly section: PlannedSection }) {
  const say = useSay();
  const { isVisible } = useFieldState(core.states, partName(section.id));
  if (!isVisible) return null;
  return (
    <section className={classes.section}>
      {say(section.label) ? (
        <Title order={2} className={classes.sectionTitle}>
          {say(section.label)}
        </Title>
      ) : null}
      <dl className={classes.grid} data-columns={section.columns}>
        {section.cells.map((cell) =>
          'field' in cell ? (
            <PrintField key={cell.field.id} core={core} item={cell} />
          ) : (
            <LayoutCell key={cell.item.id} core={core} cell={cell} mode="read" className={classes.item} />
          ),
        )}
      </dl>
    </section>
  );
}

function PrintField({ core, item }: { readonly core: FormCore; readonly item: PlannedItem }) {
  const say = useSay();
  const { field, span } = item;
  const { isVisible } = useFieldState(core.states, field.name);
  if (!isVisible) return null;
  const value = (core.form.getValues(field.name) ?? null) as Json;
  const columns = field.fields?.filter((column) => !column.system);
  return (
    <div className={classes.field} data-span={columns ? 3 : span}>
      <dt>{say(field.label, field.name)}</dt>
      <dd>
        {columns ? (
          <Lines field={field} columns={columns} value={value} />
        ) : (
          <FieldDisplay field={field} value={value} />
        )}
      </dd>
    </div>
  );
}

/** Line items in full, with the sums of the columns that show one. */
function Lines(props: { readonly field: FieldView; readonly columns: readonly FieldView[]; readonly value: Json }) {
  const { columns, value } = props;
  const t = useTranslations('record.print');
  const say = useSay();
  const rows = rowsOf(value);
  const sums = columns.map((column) => (rows.length > 1 && isTotalled(column) ? total(rows, column.name) : null));
  const align = (column: FieldView) => (inputOf(column).isNumeric ? 'right' : 'left');
  const cell = (column: FieldView, content: ReactNode) => (
    <td key={column.id} align={align(column)}>
      {content}
    </td>
  );
  if (rows.length === 0) return <span className={classes.quiet}>–</span>;
  return (
    <table className={classes.lines}>
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col" align={align(column)}>
              {say(column.label, column.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={String(row.id ?? index)}>
            <td>{index + 1}</td>
            {columns.map((column) =>
              cell(column, <FieldDisplay field={column} value={(row[column.name] ?? null) as Json} />),
            )}
          </tr>
        ))}
      </tbody>
      {sums.some((sum) => sum !== null) && (
        <tfoot>
          <tr>
            <td>{t('total')}</td>
            {columns.map((column, index) =>
              cell(column, sums[index] === null ? null : <FieldDisplay field={column} value={sums[index]!} />),
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
