/** Notices of flows. Each person gets words made of what that person may read, and the same notice only once. */
import { mayRead, type Access } from '../../access/access';
import { isObject } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { fill, LOCALES, say, type Locale, type Text } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import { placesOf } from '../../workflow/parts';
import type { Effect } from '../../workflow/vocabulary';
import type { Host } from '../contract';
import type { RecordValues } from './flows-contract';
import { viewersOf } from './flows-people';
import { loadAlong } from './flows-record';
import type { Run } from './flows-run';
import { insertNotices, markReminded, type Task } from './flows-store';

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
  const places = new Set(
    notices.flatMap(({ notice: { title, body } }) =>
      [title, body].flatMap((text) => LOCALES.flatMap((l) => placesOf(text[l]))),
    ),
  );
  const values = (await loadAlong(run, ['owner_id', 'owner_path', ...places])) ?? {};
  const written = notices.flatMap(({ person, notice }) => {
    const viewer = people.get(person);
    if (!viewer) return [];
    const words = (text: Text): Text => {
      const inWords = (locale: Locale) => fillPlaces(run, text[locale], values, viewer, notice.isAsked, locale);
      return { 'zh-CN': inWords('zh-CN'), en: inWords('en') };
    };
    const { key, link, title, body } = notice;
    return [{ id: call.host.ids.uuid(), person, at, title: words(title), body: words(body), link, key }];
  });
  const told = await insertNotices(tx, written);
  if (told.length > 0) await call.host.live.publish(tx, { topic: 'notifications', people: [...new Set(told)] });
}

/** `{field}` places by values the person may read; `…` for the others. */
function fillPlaces(
  { call: { host }, flow: { entity } }: Run,
  words: string,
  values: RecordValues,
  viewer: Viewer,
  isAsked: boolean,
  locale: Locale,
): string {
  const access = host.access(viewer);
  const seesRow = isAsked || isInScope(access, entity, values, viewer);
  return words.replace(/\{([a-z][a-z0-9_.]*)\}/g, (_whole, path: string) =>
    seesRow ? (shown(host, access, entity, path, values, locale) ?? HIDDEN) : HIDDEN,
  );
}

/** Does the person's row scope hold this record? Same meaning as in the query compiler. */
export function isInScope(
  access: Access,
  entity: EntityModel,
  values: RecordValues,
  viewer: Viewer,
  action: 'read' | 'update' = 'read',
): boolean {
  const path = typeof values.owner_path === 'string' ? values.owner_path : '';
  const isOwn = idOf(values.owner_id) === viewer.id;
  const mine = viewer.departmentPath;
  return {
    none: false,
    own: isOwn,
    department: isOwn || (mine !== '' && path === mine),
    below: isOwn || (mine !== '' && path.startsWith(mine)),
    all: true,
  }[access.scope(entity, action)];
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

/** The value at a path as people read it; undefined where the person may not read a field on the way. */
function shown(
  host: Host,
  access: Access,
  root: EntityModel,
  path: string,
  values: RecordValues,
  locale: Locale,
): string | undefined {
  let entity: EntityModel | undefined = root;
  let field: FieldModel | undefined;
  let value: unknown = values;
  for (const name of path.split('.')) {
    field = entity?.field(name);
    if (!entity || !field || !mayRead(access, entity, field)) return undefined;
    value = isObject(value) ? value[field.name] : undefined;
    entity = field.target ? host.model().entity(field.target) : undefined;
  }
  return field && inWords(host, field, value, locale);
}

function inWords(host: Host, field: FieldModel, value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return '';
  if (isObject(value) && 'title' in value) return String(value.title ?? '');
  return host.registry.fieldTypes.get(field.type)?.format(value, field.options, locale) ?? String(value);
}
