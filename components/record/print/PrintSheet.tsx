'use client';
import { Text, Title } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { useFieldState, partName } from '@/components/form/runtime/fieldStates';
import { useFormCore, type FormCore, type FormCoreInput } from '@/components/form/runtime/formCore';
import { LayoutCell } from '@/components/form/runtime/LayoutCell';
import { cellStyle, type PlannedItem, type PlannedSection, type Values } from '@/components/form/runtime/plan';
import { QrCode } from '@/components/ui/QrCode';
import { useSay } from '@/components/ui/say';
import { MARGIN, paperOf } from '@/engine/form/print';
import type { EntityView, FlowView } from '@/engine/kernel/api';
import type { FormDocument, PrintLayout } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { Approvals, Signatures } from './PrintEnd';
import { PrintLines } from './PrintLines';
import classes from './print.module.css';

export interface SheetProps {
  readonly entity: EntityView;
  readonly form: FormDocument;
  /** What rules are worked out from; a sheet keeps what it was opened with. */
  readonly input: FormCoreInput;
  readonly title: string;
  /** Where the code leads; empty: no code. */
  readonly link: string;
  readonly flows: readonly FlowView[];
  /** Name of its `@page` rule, where there are several sheets. */
  readonly page?: string | undefined;
}
interface Printed {
  readonly core: FormCore;
  /** The values as they are stored: paper tells what is so, not what rules would make of it now. */
  readonly values: Values;
  readonly print: PrintLayout;
  readonly without: ReadonlySet<string>;
}

/** One filled-in form on paper: as its print layout says, with what its rules show, line items in full. */
export function PrintSheet(props: SheetProps) {
  const t = useTranslations('print');
  const say = useSay();
  const { entity, form, input, title, link, flows, page } = props;
  const print = form.print ?? {};
  const core = useFormCore(input);
  const printed = { core, values: input.values, print, without: new Set(print.without) };
  const { width, height } = paperOf(print);
  const style = { '--paper-width': `${width}mm`, '--paper-height': `${height}mm`, page } as CSSProperties;
  return (
    <article className={classes.paper} style={style} aria-label={title || t('untitled')}>
      <header className={classes.head}>
        {/* eslint-disable-next-line @next/next/no-img-element -- a data: address, nothing to make smaller */}
        {print.logo ? <img className={classes.logo} src={print.logo} alt="" /> : null}
        <div className={classes.headWords}>
          {say(print.company) ? <div className={classes.company}>{say(print.company)}</div> : null}
          <Text size="sm" className={classes.quiet}>
            {say(print.title) || say(form.label) || say(entity.label, entity.name)}
          </Text>
          <Title order={1} fz={22}>
            {title || t('untitled')}
          </Title>
        </div>
        {print.qr !== false && link ? <QrCode text={link} size={76} /> : null}
      </header>
      {core.sections.map((section) =>
        printed.without.has(section.id) ? null : <PrintSection key={section.id} {...printed} section={section} />,
      )}
      {print.approvals ? <Approvals flows={flows} /> : null}
      <Signatures labels={print.signatures ?? []} />
    </article>
  );
}

function PrintSection({ section, ...printed }: Printed & { readonly section: PlannedSection }) {
  const say = useSay();
  const { isVisible } = useFieldState(printed.core.states, partName(section.id));
  const columns = printed.print.columns ?? section.columns;
  const cells = section.cells
    .filter((cell) => !printed.without.has('field' in cell ? cell.field.name : cell.item.id))
    .map((cell) => ({ ...cell, span: spanOf(cell.span, section, columns) }));
  if (!isVisible || cells.length === 0) return null;
  return (
    <section className={classes.section}>
      {say(section.label) ? (
        <Title order={2} className={classes.sectionTitle}>
          {say(section.label)}
        </Title>
      ) : null}
      <dl className={classes.grid} style={{ '--columns': columns } as CSSProperties}>
        {cells.map((cell) =>
          'field' in cell ? (
            <PrintField key={cell.field.id} {...printed} item={cell} />
          ) : (
            <LayoutCell key={cell.item.id} core={printed.core} cell={cell} mode="read" className={classes.item} />
          ),
        )}
      </dl>
    </section>
  );
}

/** As wide as on the form, or in proportion where paper has other columns. */
function spanOf(span: number, section: PlannedSection, columns: number): number {
  return Math.max(1, Math.min(columns, Math.round((span / section.columns) * columns)));
}

function PrintField({ item, ...printed }: Printed & { readonly item: PlannedItem }) {
  const say = useSay();
  const { field } = item;
  const { isVisible } = useFieldState(printed.core.states, field.name);
  if (!isVisible) return null;
  const value = (printed.values[field.name] ?? null) as Json;
  const columns = field.fields?.filter(
    (column) => !column.system && !printed.without.has(`${field.name}.${column.name}`),
  );
  return (
    <div className={classes.field} data-lines={columns ? true : undefined} style={cellStyle(item)}>
      <dt>{say(field.label, field.name)}</dt>
      <dd>
        {columns ? (
          <PrintLines
            core={printed.core}
            field={field}
            columns={columns}
            value={value}
            room={paperOf(printed.print).width - 2 * MARGIN}
          />
        ) : (
          <FieldDisplay field={field} value={value} />
        )}
      </dd>
    </div>
  );
}
