/** Notices of flows. Each person gets words made of what that person may read, and the same notice only once. */
import { isMasked } from '../../kernel/api-shapes';
import { isObject, type Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { Refusal } from '../../kernel/problems';
import { fill, LOCALES, say, type Locale, type Text } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import { resolvePath } from '../../query/names';
import { placesOf } from '../../workflow/parts';
import type { Effect } from '../../workflow/vocabulary';
import type { Call, Host } from '../contract';
import { viewersOf } from './flows-people';
import { withAccess } from './flows-record';
import type { Run } from './flows-run';
import { insertNotices, markReminded, type Task } from './flows-store';
import { askedAccess } from './flows-tasks';
import { schemaOf } from './records-context';
import { getRecord } from './records-read';

/** Stands where a person may not read the value. */
const HIDDEN = '…';

interface Notice {
  readonly key: string;
  readonly title: Text;
  readonly body: Text;
  readonly link: string | null;
  /** Whoever is asked may read the record of the task, whatever their row scope says. */
  readonly isAsked: boolean;
}

const TASK: Text = { 'zh-CN': '待审批：{record}', en: 'For your decision: {record}' };
const ESCALATED: Text = { 'zh-CN': '升级给您的审批：{record}', en: 'Escalated to you: {record}' };
const REMINDER: Text = { 'zh-CN': '请尽快处理：{record}', en: 'Still waiting for you: {record}' };
const STEP: Text = { 'zh-CN': '{flow} · {node}', en: '{flow} · {node}' };

export async function tellOfTasks(
  run: Run,
  tasks: readonly Pick<Task, 'id' | 'assigneeId' | 'nodeId' | 'escalated'>[],
): Promise<void> {
  const { call, tx } = run;
  await send(
    run,
    tasks.map((task) => ({
      person: task.assigneeId,
      notice: aboutTask(run, task, task.escalated ? ESCALATED : TASK, 'task'),
    })),
  );
  await call.host.live.publish(tx, { topic: 'tasks', people: tasks.map((task) => task.assigneeId) });
}

export async function remindPeople(run: Run, node: string, people: readonly string[]): Promise<void> {
  const { call, tx, instance } = run;
  const tasks = await markReminded(tx, instance.id, node, people);
  await send(
    run,
    tasks.map((task) => ({ person: task.assigneeId, notice: aboutTask(run, task, REMINDER, 'remind') })),
  );
  await call.host.live.publish(tx, { topic: 'tasks', people: tasks.map((task) => task.assigneeId) });
}

/** A notify node: its own words, about the record. */
export async function notifyPeople(run: Run, effect: Effect<'notify'>, people: readonly string[]): Promise<void> {
  const { flow, instance } = run;
  const notice: Notice = {
    key: `flow:${instance.id}:${instance.rev}:${effect.node}`,
    title: effect.title,
    body: effect.body,
    link: `/e/${flow.entity.name}/${instance.recordId}`,
    isAsked: false,
  };
  await send(
    run,
    people.map((person) => ({ person, notice })),
  );
}

function aboutTask(run: Run, task: Pick<Task, 'id' | 'nodeId'>, title: Text, cause: 'task' | 'remind'): Notice {
  const { flow } = run;
  const node = flow.graph.node(task.nodeId)?.label;
  const inWords = (locale: Locale) =>
    fill(say(STEP, locale), { flow: say(flow.document.label, locale), node: say(node, locale) });
  const record = `{${flow.entity.titleField.name}}`;
  return {
    key: `${cause}:${task.id}`,
    title: { 'zh-CN': fill(title['zh-CN'], { record }), en: fill(title.en, { record }) },
    body: { 'zh-CN': inWords('zh-CN'), en: inWords('en') },
    link: `/inbox/${task.id}`,
    isAsked: true,
  };
}

async function send(run: Run, notices: readonly { readonly person: string; readonly notice: Notice }[]): Promise<void> {
  if (notices.length === 0) return;
  const { tx, call, at } = run;
  const people = await viewersOf(tx, call.host, [...new Set(notices.map(({ person }) => person))]);
  const written = [];
  for (const { person, notice } of notices) {
    const viewer = people.get(person);
    if (!viewer) continue;
    const { key, link, title, body } = notice;
    const values = await valuesFor(run, viewer, notice);
    const words = (text: Text): Text => {
      const inWords = (locale: Locale) => fillPlaces(run, text[locale], values, locale);
      return { 'zh-CN': inWords('zh-CN'), en: inWords('en') };
    };
    written.push({ id: call.host.ids.uuid(), person, at, title: words(title), body: words(body), link, key });
  }
  const told = await insertNotices(tx, written);
  if (told.length > 0) await call.host.live.publish(tx, { topic: 'notifications', people: [...new Set(told)] });
}

interface Place {
  readonly field: FieldModel;
  readonly value: Json;
}

/** The values of the places in a notice as this person may read them: asked for as they would ask themselves. */
async function valuesFor(run: Run, viewer: Viewer, notice: Notice): Promise<ReadonlyMap<string, Place>> {
  const { flow, instance, tx } = run;
  const call = { ...run.call, viewer };
  const reading = notice.isAsked ? withAccess(call, (access) => askedAccess(access, flow.entity)) : call;
  const places = placesFor(reading, flow.entity, notice);
  if (places.size === 0) return new Map();
  try {
    const record = await getRecord(reading, flow.entity.name, instance.recordId, [...places.keys()], tx);
    return new Map(
      [...places].flatMap(([path, field]) => (path in record ? [[path, { field, value: record[path]! }]] : [])),
    );
  } catch (error) {
    if (error instanceof Refusal) return new Map();
    throw error;
  }
}

/** The places whose fields the person may see at all; the others are unknown to the question, and left out of it. */
function placesFor(call: Call, entity: EntityModel, { title, body }: Notice): ReadonlyMap<string, FieldModel> {
  const paths = [title, body].flatMap((text) => LOCALES.flatMap((locale) => placesOf(text[locale])));
  return new Map(
    [...new Set(paths)].flatMap((path): [string, FieldModel][] => {
      try {
        const { field, lines } = resolvePath(schemaOf(call), entity, path, [], 'masked');
        return lines ? [] : [[path, field]];
      } catch (error) {
        if (error instanceof Refusal) return [];
        throw error;
      }
    }),
  );
}

/** `{field}` places by values the person may read; `…` for the others. */
function fillPlaces(
  { call: { host } }: Run,
  words: string,
  values: ReadonlyMap<string, Place>,
  locale: Locale,
): string {
  return words.replace(/\{([a-z][a-z0-9_.]*)\}/g, (_whole, path: string) => {
    const place = values.get(path);
    return place ? inWords(host, place.field, place.value, locale) : HIDDEN;
  });
}

function inWords(host: Host, field: FieldModel, value: Json, locale: Locale): string {
  if (value === null) return '';
  if (isMasked(value)) return value.masked;
  if (isObject(value) && 'title' in value) return typeof value.title === 'string' ? value.title : '';
  return host.registry.fieldTypes.get(field.type)?.format(value, field.options, locale) ?? String(value);
}
