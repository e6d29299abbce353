/** Comments on records. Whoever may read a record may read and write its comments; nobody else learns of them. */
import type { CommentView, Input, Output } from '../../kernel/api';
import { mentionsIn, plainComment } from '../../kernel/mentions';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import type { Call, Tx } from '../contract';
import { insertNotices, type Notice } from '../services/flows-store';
import { readersAmong, type Reader } from './readers';
import {
  attachFiles,
  commentById,
  commentByKey,
  commentsOf,
  filesById,
  insertComment,
  linkTo,
  namesById,
  type CommentRow,
} from './rows';

export const LONGEST = 10_000;
const MOST_MENTIONS = 20;
const MENTIONED: Text = { 'zh-CN': '{who}在“{record}”中提到了您', en: '{who} mentioned you in {record}' };
const ANSWERED: Text = { 'zh-CN': '{who}回复了您在“{record}”中的评论', en: '{who} answered your comment on {record}' };

/** The entity, when the viewer may read the record; else refused like a record that does not exist. */
async function readable(call: Call, name: string, record: string): Promise<EntityModel> {
  await call.host.records.get(call, name, record, []);
  return call.host.model().entity(name)!;
}

export async function listComments(
  call: Call,
  { entity: name, record }: Input<'comment.list'>,
): Promise<Output<'comment.list'>> {
  const entity = await readable(call, name, record);
  const rows = await commentsOf(call.host.pool, entity, record);
  const answered = new Set(rows.flatMap((row) => (row.deleted_at || !row.parent_id ? [] : [row.parent_id])));
  const shown = rows.filter((row) => !row.deleted_at || answered.has(row.id));
  const [files, names] = await Promise.all([
    filesById(
      call.host.pool,
      shown.flatMap((row) => row.files),
    ),
    namesById(
      call.host.pool,
      shown.flatMap((row) => [...row.mentions, ...(row.by_id ? [row.by_id] : [])]),
    ),
  ]);
  const view = (row: CommentRow) => viewOf(call, row, files, names);
  const answers = new Map<string, CommentRow[]>();
  for (const row of shown) if (row.parent_id) answers.set(row.parent_id, [...(answers.get(row.parent_id) ?? []), row]);
  return {
    comments: shown
      .filter((row) => !row.parent_id)
      .flatMap((row) => [view(row), ...(answers.get(row.id) ?? []).map(view)]),
    people: [...names].map(([id, title]) => ({ id, title })),
  };
}

function viewOf(
  call: Call,
  row: CommentRow,
  files: Awaited<ReturnType<typeof filesById>>,
  names: ReadonlyMap<string, string>,
): CommentView {
  const isDeleted = row.deleted_at !== null;
  return {
    id: row.id,
    parent: row.parent_id,
    at: row.at.toISOString(),
    by: linkTo(names, row.by_id),
    editedAt: row.edited_at?.toISOString() ?? null,
    body: isDeleted ? '' : row.body,
    isDeleted,
    files: isDeleted ? [] : row.files.flatMap((id) => files.get(id) ?? []),
    mine: row.by_id === call.viewer.id,
  };
}

async function viewOne(call: Call, row: CommentRow): Promise<CommentView> {
  const [files, names] = await Promise.all([
    filesById(call.host.pool, row.files),
    namesById(call.host.pool, row.by_id ? [row.by_id] : []),
  ]);
  return viewOf(call, row, files, names);
}

/** The body as it is kept; refuses what is empty, too long, or mentions people who may not read the record. */
async function checked(
  call: Call,
  entity: EntityModel,
  record: string,
  { body, files }: { readonly body: string; readonly files: readonly string[] },
): Promise<{ readonly body: string; readonly readers: ReadonlyMap<string, Reader> }> {
  const text = body.replace(/\r\n?/g, '\n').trim();
  if (text === '' && files.length === 0) refuse('comment.empty', ['body']);
  if (text.length > LONGEST) refuse('comment.tooLong', ['body'], { length: text.length, limit: LONGEST });
  const mentioned = mentionsIn(text);
  if (mentioned.length > MOST_MENTIONS) {
    refuse('comment.tooManyMentions', ['body'], { limit: MOST_MENTIONS, count: mentioned.length });
  }
  const readers = await readersAmong(
    call,
    mentioned.map(({ id }) => id),
    entity.name,
    record,
  );
  const others = mentioned.filter(({ id }) => !readers.has(id));
  if (others.length > 0) refuse('comment.mention', ['body'], { people: others.map(({ name }) => name).join('、') });
  return { body: text, readers };
}

async function attach(
  call: Call,
  tx: Tx,
  entity: EntityModel,
  record: string,
  files: readonly string[],
): Promise<readonly string[]> {
  const wanted = [...new Set(files)];
  if (wanted.length === 0) return [];
  const attached = await attachFiles(tx, wanted, { entity, record, person: call.viewer.id });
  return attached === wanted.length ? wanted : refuse('comment.file', ['files']);
}

export async function createComment(call: Call, input: Input<'comment.create'>): Promise<CommentView> {
  const { host, viewer } = call;
  const { record, parent, files = [], key } = input;
  const entity = await readable(call, input.entity, record);
  const made = key === undefined ? undefined : await commentByKey(host.pool, viewer.id, key);
  if (made) return viewOne(call, made);
  const { body, readers } = await checked(call, entity, record, { body: input.body, files });
  const answered = await parentOf(call, parent, record);
  // Answers have one level: an answer to an answer stands below the same comment.
  const root = answered?.parent_id ?? answered?.id ?? null;
  const author = answered?.by_id && !readers.has(answered.by_id) ? [answered.by_id] : [];
  const answering = await readersAmong(call, author, entity.name, record);
  const row = {
    id: host.ids.uuid(),
    entity_id: entity.id,
    record_id: record,
    parent_id: root,
    by_id: viewer.id,
    at: host.clock.now(),
    body,
    mentions: [...readers.keys()],
    key: key ?? null,
  };
  const stored = await host.transaction(async (tx) => {
    const kept = { ...row, files: await attach(call, tx, entity, record, files) };
    await insertComment(tx, kept);
    await tell(call, tx, entity, kept, readers, MENTIONED, 'mention');
    await tell(call, tx, entity, kept, answering, ANSWERED, 'answer');
    await host.live.publish(tx, { topic: 'comments', entity: entity.name, id: record });
    return kept;
  });
  return viewOne(call, { ...stored, edited_at: null, deleted_at: null });
}

async function parentOf(call: Call, id: string | undefined, record: string): Promise<CommentRow | undefined> {
  if (id === undefined) return undefined;
  const found = await commentById(call.host.pool, id);
  return found && found.record_id === record && !found.deleted_at ? found : refuse('comment.parent', ['parent']);
}

/** A notice for each reader but the writer; the same person hears of the same comment once. */
async function tell(
  call: Call,
  tx: Tx,
  entity: EntityModel,
  comment: Pick<CommentRow, 'id' | 'record_id' | 'body' | 'at'>,
  readers: ReadonlyMap<string, Reader>,
  title: Text,
  cause: 'mention' | 'answer',
): Promise<void> {
  const { host, viewer } = call;
  const people = [...readers.values()].filter((reader) => reader.viewer.id !== viewer.id);
  if (people.length === 0) return;
  const names = new Map(people.map((reader) => [reader.viewer.id, reader.viewer.name]));
  const body = plainComment(comment.body, names);
  const notices = people.map((reader): Notice => {
    const say = (locale: keyof Text) =>
      title[locale].replace('{who}', () => viewer.name).replace('{record}', () => reader.title || entity.label[locale]);
    return {
      id: host.ids.uuid(),
      person: reader.viewer.id,
      at: comment.at,
      title: { 'zh-CN': say('zh-CN'), en: say('en') },
      body: { 'zh-CN': body, en: body },
      link: `/e/${entity.name}/${comment.record_id}?comment=${comment.id}`,
      key: `${cause}:${comment.id}`,
    };
  });
  const told = await insertNotices(tx, notices);
  if (told.length > 0) await host.live.publish(tx, { topic: 'notifications', people: [...new Set(told)] });
}

/** My own comment on a record I may (still) read. */
async function own(call: Call, id: string): Promise<{ row: CommentRow; entity: EntityModel }> {
  const row = await commentById(call.host.pool, id);
  const entity = row && call.host.model().entity(row.entity_id);
  if (!row || !entity) return refuse('comment.unknown', ['id']);
  await readable(call, entity.name, row.record_id);
  if (row.by_id !== call.viewer.id) return refuse('comment.notYours', ['id']);
  return { row, entity };
}

export async function updateComment(call: Call, input: Input<'comment.update'>): Promise<CommentView> {
  const { host } = call;
  const { row, entity } = await own(call, input.id);
  if (row.deleted_at) return refuse('comment.unknown', ['id']);
  const files = input.files ?? row.files;
  const { body, readers } = await checked(call, entity, row.record_id, { body: input.body, files });
  const at = host.clock.now();
  const kept = await host.transaction(async (tx) => {
    const attached = await attach(call, tx, entity, row.record_id, files);
    await tx.query(
      `update record_comment set body = $2, mentions = $3::uuid[], files = $4::uuid[], edited_at = $5 where id = $1`,
      [row.id, body, [...readers.keys()], attached, at],
    );
    await tell(call, tx, entity, { ...row, body }, readers, MENTIONED, 'mention');
    await host.live.publish(tx, { topic: 'comments', entity: entity.name, id: row.record_id });
    return { ...row, body, files: attached, edited_at: at };
  });
  return viewOne(call, kept);
}

/** Deletes, or takes a deletion back. The row stays: the person may change their mind, and answers keep their place. */
export async function setDeleted(call: Call, id: string, isDeleted: boolean): Promise<{ ok: true }> {
  const { host } = call;
  const { row, entity } = await own(call, id);
  await host.transaction(async (tx) => {
    await tx.query('update record_comment set deleted_at = $2 where id = $1', [
      row.id,
      isDeleted ? host.clock.now() : null,
    ]);
    await host.live.publish(tx, { topic: 'comments', entity: entity.name, id: row.record_id });
  });
  return { ok: true };
}
