/** What a guest reads: the form or the record of the link, candidates of its relations, and what its rules read. */
import { compileForm } from '../../form/compile';
import { builtInItemTypes } from '../../form/items/types';
import type { ClosedLink, EntityView, FieldView, Input, LinkWork, OpenedLink, Output } from '../../kernel/api';
import type { FormDocument } from '../../kernel/documents.generated';
import { refuse } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import type { Call } from '../contract';
import { openForm } from '../services/form-open';
import { isClosedColumn, linkedForm, servedBy } from './fields';
import { linkOfCall, type Linked } from './guest';
import { bitsFor, counted } from './rate';
import { stateOf } from './rows';

/** People need longer to fill in anything at all. */
export const LEAST_MS = 2_000;

/** The page of a link. A link that is closed tells its own words instead; one that is full can still be read about. */
export async function openLink(call: Call): Promise<OpenedLink | ClosedLink> {
  const linked = await linkOfCall(call);
  const { row, entity } = linked;
  const { host } = call;
  const traffic = await counted(host, 'open', row.id, call.source);
  if (traffic.isTooMuch) refuse('link.busy');
  const form = linkedForm(host, entity, row);
  const title = titleOf(linked, form);
  const { languages } = row.settings;
  const state = stateOf(row, host.clock.now());
  if (state === 'revoked') return refuse('link.unknown');
  if (state !== 'open') return { state, title, languages, text: row.settings.closedText };
  const opened = await openForm(call, {
    entity: entity.name,
    ...servedBy(host, entity, row),
    ...(row.record_id === null ? {} : { record: row.record_id }),
  });
  const filled = opened.editable.filter((one) => linked.viewer.guest!.editable.includes(entity.field(one)?.id ?? ''));
  const prefill = row.kind === 'public' ? row.settings.prefill : [];
  return {
    state,
    kind: row.kind,
    id: row.id,
    title,
    languages,
    entity: withoutClosed(call, linked, opened.entity),
    form: withoutColumns(call, linked, opened.form),
    record: opened.record,
    values: opened.values,
    editable: filled,
    targets: opened.targets,
    prefill: filled.filter((one) => prefill.includes(entity.field(one)?.id ?? '')),
    work: workFor(call, row.id, bitsFor(traffic)),
  };
}

const titleOf = ({ entity }: Linked, form: FormDocument): Text => form.label ?? entity.label;

function workFor({ host }: Call, link: string, bits: number): LinkWork {
  const visit = { id: host.ids.uuid(), link, issuedAt: host.clock.now().getTime(), bits };
  return { challenge: host.links.sign(visit), bits, wait: LEAST_MS };
}

/** Columns of line items that may not be searched are not there. */
function withoutClosed({ host }: Call, { entity, viewer }: Linked, view: EntityView): EntityView {
  const guest = viewer.guest!;
  const open = (field: FieldView): FieldView => {
    const child = entity.field(field.name)?.child;
    if (!child || !field.fields || guest.may === 'read') return field;
    const fields = field.fields.filter(({ name }) => {
      const column = child.field(name);
      return column === undefined || !isClosedColumn(host, guest, column);
    });
    return { ...field, fields };
  };
  return { ...view, fields: view.fields.map(open) };
}

/** Fields, and what only decorates: lists of other records and buttons that start something are for members. */
const isForGuests = (item: FormDocument['sections'][number]['items'][number]): boolean =>
  'field' in item || builtInItemTypes.get(item.type)?.cut === undefined;

function withoutColumns({ host }: Call, { entity, viewer }: Linked, form: FormDocument): FormDocument {
  const guest = viewer.guest!;
  const sections = form.sections.map((section) => ({
    ...section,
    items: section.items.filter(isForGuests).map((item) => {
      if (guest.may === 'read' || !('columns' in item) || !item.columns) return item;
      const child = entity.field(item.field)?.child;
      const columns = item.columns.filter(({ field }) => {
        const column = child?.field(field);
        return column === undefined || !isClosedColumn(host, guest, column);
      });
      return { ...item, columns };
    }),
  }));
  return { ...form, sections };
}

/** Fewer characters would list what there is. */
const LEAST_CHARACTERS = 2;
const MOST_OPTIONS = 10;

/** Candidates of a relation: none unless the link allows searching, and few. By ids only what the form holds already. */
export async function linkOptions(call: Call, input: Input<'link.options'>): Promise<Output<'link.options'>> {
  const { row, viewer } = await linkOfCall(call);
  const { host } = call;
  const target = host.model().entity(input.entity);
  if (!target || !viewer.guest!.targets.includes(target.id)) return refuse('link.forbidden', ['entity']);
  await checkTraffic(call, row.id);
  if (input.ids) return host.records.options(call, { entity: target.name, ids: input.ids });
  const search = input.search?.trim() ?? '';
  if (!row.settings.searches || [...search].length < LEAST_CHARACTERS) return { options: [] };
  const filter = input.filter ? { filter: input.filter } : {};
  return host.records.options(call, { entity: target.name, search, size: MOST_OPTIONS, ...filter });
}

/** What rules and fills of the form read of the records its relations name, and no other field of them. */
export async function linkRelated(call: Call, input: Input<'link.related'>): Promise<Output<'link.related'>> {
  const { row, entity, viewer } = await linkOfCall(call);
  const { host } = call;
  const model = host.model();
  const target = model.entity(input.entity);
  if (!target || !viewer.guest!.targets.includes(target.id)) return refuse('link.forbidden', ['entity']);
  await checkTraffic(call, row.id);
  const plan = compileForm(linkedForm(host, entity, row), entity, model, host.registry.fieldTypes);
  const needs = [...plan.related, ...plan.fillNeeds].filter(
    ({ field }) => model.entity(field.target ?? '')?.id === target.id,
  );
  const paths = new Set(needs.flatMap((need) => need.paths));
  if (input.fields.some((path) => !paths.has(path))) refuse('link.forbidden', ['fields']);
  const { rows } = await host.records.list(call, {
    entity: target.name,
    fields: input.fields,
    filter: { field: 'id', op: 'in', value: [...input.ids] },
    page: { size: Math.max(input.ids.length, 1) },
  });
  return { rows };
}

async function checkTraffic(call: Call, link: string): Promise<void> {
  if ((await counted(call.host, 'look', link, call.source)).isTooMuch) refuse('link.busy');
}
