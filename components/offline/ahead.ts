'use client';
/** Keeps what forms that work offline need: the forms, what the shell shows of the person, and the records to choose from. */
import { FormLogic } from '@/components/form/runtime/logic';
import type { RelatedNeed } from '@/components/form/runtime/logicTypes';
import { call } from '@/components/lib/call';
import type { KeptRecord, Output } from '@/engine/kernel/api';
import { sameJson } from '@/engine/kernel/json';
import { tellChanged } from './changes';
import { MOST_KEPT_RECORDS } from './limits';
import { DEPARTMENTS, FORMS, recordsOf, SESSION, type OpenedForm } from './names';
import { readKept, type Device } from './device';

/** What is younger is not asked for again. */
const FRESH_MS = 10 * 60_000;

/**
 * Brings what is kept up to date, if it is older than ten minutes. All of it is replaced at once, so a right that was
 * taken away takes its records with it. Without a network what is kept stays as it is.
 * @param wanted a form that is open now: what is kept must hold it as it is
 * @throws CallError when the server cannot be reached
 */
export async function keepAhead(device: Device, session: Output<'session.get'>, wanted?: OpenedForm): Promise<void> {
  const before = await readKept<readonly OpenedForm[]>(device, FORMS);
  const isYoung = before !== undefined && Date.now() - Date.parse(before.at) < FRESH_MS;
  if (isYoung && (!wanted || before.value.some((one) => isSameForm(one, wanted)))) return;
  const { forms } = await call('offline.forms', {});
  const kept: [name: string, value: unknown][] = [
    [FORMS, forms],
    [SESSION, session],
  ];
  for (const [entity, fields] of targetsOf(forms, session)) {
    kept.push([recordsOf(entity), await latest(entity, fields)]);
  }
  if (forms.some((form) => targetNames(form).includes('department'))) {
    kept.push([DEPARTMENTS, await call('department.list', {})]);
  }
  const at = new Date().toISOString();
  const tx = device.transaction('kept', 'readwrite');
  const stale = (await tx.objectStore('kept').getAllKeys()).filter((key) => key.startsWith(recordsOf('')));
  await Promise.all([
    ...stale.map((key) => tx.objectStore('kept').delete(key)),
    ...kept.map(([name, value]) => tx.objectStore('kept').put({ at, value }, name)),
  ]);
  await tx.done;
  tellChanged();
}

const isSameForm = (one: OpenedForm, other: OpenedForm): boolean =>
  one.entity.version === other.entity.version && sameJson(one.form, other.form);

const targetNames = ({ entity }: OpenedForm): readonly string[] =>
  [...entity.fields, ...entity.fields.flatMap(({ fields = [] }) => fields)].flatMap(({ target }) => target ?? []);

/** The entities that relations of the forms lead to, each with the fields that rules read along them. */
function targetsOf(
  forms: readonly OpenedForm[],
  { viewer }: Output<'session.get'>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const opened of forms) {
    for (const name of targetNames(opened)) if (!found.has(name)) found.set(name, new Set());
    for (const { entity, fields } of needsOf(opened, viewer)) {
      for (const path of fields) if (path !== 'id') found.get(entity)?.add(path);
    }
  }
  return found;
}

function needsOf(opened: OpenedForm, viewer: Output<'session.get'>['viewer']): readonly RelatedNeed[] {
  const { id, name, email, department, roles } = viewer;
  const me = { id, name, email, department: department?.id ?? null, roles: roles.map((role) => role.name) };
  const { form, entity, targets, values } = opened;
  return new FormLogic({ document: form, entity, targets, me, isNew: true }, viewer.timeZone, values).needs();
}

/** The most recently changed records of an entity that the person may read. */
async function latest(entity: string, fields: ReadonlySet<string>): Promise<readonly KeptRecord[]> {
  const found: KeptRecord[] = [];
  let after: string | undefined;
  do {
    const page = await call('offline.records', { entity, fields: [...fields], ...(after !== undefined && { after }) });
    found.push(...page.records);
    after = page.next ?? undefined;
  } while (after !== undefined && found.length < MOST_KEPT_RECORDS);
  return found.slice(0, MOST_KEPT_RECORDS);
}
