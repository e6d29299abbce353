/** Record pages: which one a viewer gets, cut to what they may know, with what its form and its reports need. */
import type { EntityModel } from '../../kernel/model';
import type { Input, Output, RecordView } from '../../kernel/api';
import type { PageDocument, ReportDocument } from '../../kernel/documents.generated';
import { Refusal, refuse } from '../../kernel/problems';
import { cutPage, type PageSight } from '../../page/cut';
import { defaultPage } from '../../page/default';
import type { Call } from '../contract';
import { formsOf, isFormFor } from './form-choice';
import { openForm } from './form-open';
import { sightFor } from './sight';

type OpenedPage = Pick<Output<'page.open'>, 'page' | 'pages' | 'reports'>;

export async function openPage(call: Call, input: Input<'page.open'>): Promise<Output<'page.open'>> {
  const entity = call.host.model().entity(input.entity);
  if (!entity || entity.parent) return refuse('record.unknownEntity', ['entity'], { entity: input.entity });
  const offered = pagesFor(call, entity);
  const chosen = input.page === undefined ? offered[0] : offered.find(({ name }) => name === input.page);
  if (!chosen) return refuse('page.missing', ['page']);
  const opened = await openWithRecord(call, chosen, entity, input.record, input.formVersion);
  return { ...describe(call, chosen, entity, offered), opened };
}

/** @param call of somebody who may build */
export async function previewPage(call: Call, input: Input<'page.preview'>): Promise<Output<'page.preview'>> {
  const { document } = input;
  if (document.kind !== 'page') return refuse('page.missing', ['document', 'kind']);
  const problems = await call.host.documents.check([document]);
  const faults = problems.filter(
    (one) => one.level !== 'warning' && one.document?.kind === 'page' && one.document.name === document.name,
  );
  if (faults.length > 0) throw new Refusal(faults);
  const entity = call.host.model().entity(document.entity)!;
  const record = input.record ?? (await newest(call, entity));
  return {
    ...describe(call, document, entity, []),
    opened: record === undefined ? null : await openWithRecord(call, document, entity, record),
  };
}

export function pageByDefault({ host }: Call, name: string): Output<'page.default'> {
  const entity = host.model().entity(name);
  if (!entity || entity.parent) return refuse('record.unknownEntity', ['entity'], { entity: name });
  return { page: byDefault(host, entity) };
}

function byDefault({ registry, model }: Call['host'], entity: EntityModel): PageDocument {
  const isNumeric = (type: string): boolean => registry.fieldTypes.get(type)?.group === 'number';
  return defaultPage(entity, model(), isNumeric);
}

/** Pages for my roles first, then those for everybody; the generated one when nobody made any. Builders see all. */
function pagesFor(call: Call, entity: EntityModel): readonly PageDocument[] {
  const { host, viewer } = call;
  const made = host.documents
    .list('page')
    .map(({ document }) => document as PageDocument)
    .filter((page) => host.model().entity(page.entity)?.id === entity.id);
  const isMine = ({ roles = [] }: PageDocument): boolean => roles.some((role) => viewer.roles.includes(role));
  const mine = made.filter(isMine);
  const common = made.filter(({ roles = [] }) => roles.length === 0);
  const others = viewer.permissions.includes('build')
    ? made.filter((page) => !mine.includes(page) && !common.includes(page))
    : [];
  // Without a page for everybody, whoever no page was made for gets the generated one, not another role's.
  return [...mine, ...(common.length > 0 ? common : [byDefault(host, entity)]), ...others];
}

async function openWithRecord(
  call: Call,
  page: PageDocument,
  entity: EntityModel,
  record: string,
  formVersion?: 'newest',
): Promise<Output<'page.open'>['opened']> {
  const form = formOfPage(call, page, entity);
  const opened = await openForm(call, {
    entity: entity.name,
    record,
    ...(form === undefined ? {} : { form }),
    ...(formVersion && { formVersion }),
  });
  return { ...opened, record: opened.record as RecordView };
}

/** The form the page names; where it is not for the viewer, the one they get otherwise. */
function formOfPage(call: Call, { form: name }: PageDocument, entity: EntityModel): string | undefined {
  const form = formsOf(call.host, entity).find((one) => one.name === name || one.aliases?.includes(name ?? ''));
  return form && isFormFor(call, entity, form) ? form.name : undefined;
}

function describe(call: Call, page: PageDocument, entity: EntityModel, offered: readonly PageDocument[]): OpenedPage {
  const cut = cutPage(page, sightOf(call, entity));
  const names = new Set(
    cut.tabs.flatMap((tab) =>
      tab.rows.flatMap((row) =>
        row.columns.flatMap((column) => column.blocks.flatMap(({ options }) => String(options?.report ?? ''))),
      ),
    ),
  );
  const reports = [...names].flatMap((name) => {
    const report = call.host.documents.published('report', name)?.document as ReportDocument | undefined;
    return report ? [[name, { label: report.label, chart: report.chart, question: report.question }] as const] : [];
  });
  return {
    page: cut,
    pages: offered.map(({ name, label }) => ({ name, label })),
    reports: Object.fromEntries(reports),
  };
}

const sightOf = (call: Call, entity: EntityModel): PageSight => ({
  ...sightFor(call, entity),
  blockTypes: call.host.registry.blockTypes,
  report: (name) => call.host.documents.published('report', name)?.document as ReportDocument | undefined,
});

/** The record to preview with, when none is named. */
async function newest(call: Call, entity: EntityModel): Promise<string | undefined> {
  const sort = entity.field('updated_at') ? [{ field: 'updated_at', direction: 'desc' as const }] : [];
  const { rows } = await call.host.records.list(call, { entity: entity.name, fields: [], sort, page: { size: 1 } });
  return rows[0]?.id;
}
