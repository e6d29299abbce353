/** The page of an entity for which nobody made one. */
import type { PageDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { isObject } from '../kernel/json';
import type { PageBlock, PageFigure, PageTab } from './cut';
import { waysTo } from '../kernel/belonging';

const OVERVIEW = { 'zh-CN': '概览', en: 'Overview' };
const RELATED = { 'zh-CN': '相关记录', en: 'Related' };
const FIGURES = 3;
const MOST_LISTS = 12;

/** The choice that says what state a record is in: the last one whose values have colours. */
export const stateField = (entity: EntityModel): FieldModel | undefined =>
  entity.fields.findLast(
    ({ kind, options: { choices } }) =>
      kind === 'text' && Array.isArray(choices) && choices.some((one) => isObject(one) && one.color),
  );

/**
 * Form at the left; flow, comments, timeline and files at the right, one at a time; what points here behind a second tab.
 * Ids follow from the entity, so that the same entity gives the same page.
 * @param isNumeric whether a figure can be made of a field type
 */
export function defaultPage(entity: EntityModel, model: Model, isNumeric: (type: string) => boolean): PageDocument {
  const block = (name: string, type: string, options?: PageBlock['options']): PageBlock => ({
    id: `blk_${name}`.slice(0, 44),
    type,
    ...(options ? { options } : {}),
  });
  const side = ['flow', 'comments', 'timeline', 'files'].map((type) => block(type, type));
  const overview: PageTab = {
    id: 'tab_overview',
    label: OVERVIEW,
    rows: [
      {
        id: 'row_overview',
        columns: [
          { width: 8, blocks: [block('form', 'form')] },
          { width: 4, as: 'tabs', blocks: side },
        ],
      },
    ],
  };
  const lists = model.entities
    .filter((other) => !other.parent && !other.isPlatform && !entity.isPlatform)
    .flatMap((other) => waysTo(other, entity, model))
    .slice(0, MOST_LISTS)
    .map(({ entity: other, field }) =>
      block(`${other.name}_${field.name}`, 'related', { entity: other.name, via: field.name }),
    );
  const related: PageTab = {
    id: 'tab_related',
    label: RELATED,
    rows: [{ id: 'row_related', columns: [{ width: 12, blocks: lists }] }],
  };
  const status = stateField(entity)?.name;
  return {
    kind: 'page',
    id: `pag_${entity.id.slice(4)}`,
    name: entity.name,
    label: entity.label,
    entity: entity.name,
    header: { ...(status === undefined ? {} : { status }), figures: figuresOf(entity, isNumeric), action: 'flow' },
    tabs: lists.length > 0 ? [overview, related] : [overview],
  };
}

const figuresOf = (entity: EntityModel, isNumeric: (type: string) => boolean): PageFigure[] =>
  entity.fields
    .filter((field) => !field.system && isNumeric(field.type))
    .slice(0, FIGURES)
    .map((field) => ({ id: `fig_${field.name}`.slice(0, 44), field: field.name }));
