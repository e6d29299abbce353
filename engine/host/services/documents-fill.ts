/** Carries the values of a publication over, inside a transaction that is given. */
import type { Queryable } from '../../data/documents/rows';
import type { BadValues } from '../../data/plans/fill';
import { fillNext, type Fill } from '../../data/plans/fill';
import { problem, Refusal } from '../../kernel/problems';
import type { EntityModel } from '../../kernel/model';
import type { Author, Tx } from '../contract';
import type { PlannedConversion } from './documents-carry';

/** Makes records with these titles; rights are the author's. Refuses with the problems of those that cannot be made. */
export type MakeRecords = (
  tx: Tx,
  by: Author,
  entity: EntityModel,
  field: string,
  names: readonly string[],
) => Promise<void>;

const ROWS = 2_000;

export function fillOf(
  planned: PlannedConversion,
  run: string,
  by: Author,
  makeRecords: MakeRecords | undefined,
): Fill {
  const { field, carry, coming } = planned;
  const { entity, field: model, conversion, target, match, path } = field;
  return {
    carry,
    coming,
    run,
    entity: entity.id,
    field: model.id,
    mayQuarantine: conversion.quarantine === true && !carry.crypt,
    async make(db, names) {
      if (!target || !match || !makeRecords) {
        throw new Refusal(problem('plan.cannotCreate', path, { field: model.label }));
      }
      await makeRecords(db as Tx, by, target, match.name, names);
    },
  };
}

/** All rows at once: for tables that are small. */
export async function fillAll(db: Queryable, fill: Fill): Promise<void> {
  for (let after: string | null = null; ;) {
    const { next } = await fillNext(db, fill, after, ROWS);
    if (next === null) return;
    after = next;
  }
}

/** What a person must decide, as a problem of the publication. */
export function refusalOf(error: BadValues, planned: PlannedConversion | undefined): Refusal {
  const label = planned?.field.field.label ?? { 'zh-CN': error.fill.field, en: error.fill.field };
  const values = [...new Set(error.values.map(({ value }) => value))].slice(0, 5).join(', ');
  return new Refusal(
    problem('plan.newBadValues', planned?.field.path ?? [], { field: label, n: error.values.length, values }),
  );
}
