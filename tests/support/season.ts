/**
 * A season of schema changes on live records: fields are added, renamed, converted, split, joined, taken away, restored
 * and reverted while people write and read. A ledger knows what was last written to each field of each record; whatever
 * happens to the field, that value must lie where a person can see it: in the field, set aside, or in the trash.
 */
import crypto from 'node:crypto';
import pg from 'pg';
import { verifyDerived } from '@/engine/data/derived/verify';
import type { RunningHost } from '@/engine/host/host';
import type { Conversion } from '@/engine/kernel/api';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { Refusal } from '@/engine/kernel/problems';
import type { Viewer } from '@/engine/kernel/viewer';
import { LATE_MOMENTS, livePlan, MOMENTS } from './plan-child';
import { randomFrom, type SeasonOptions, type SeasonResult } from './season-shapes';
import { FAMILIES, makeValue, optionsFor, told, type Family } from './season-values';

const ALL_MOMENTS = [...LATE_MOMENTS, ...MOMENTS];
const NAME = 'season';
const WRITERS = 3;
const LONGEST_WAIT_MS = 500;
const ID = 'ent_season1';
const label = (text: string) => ({ 'zh-CN': text, en: text });

export async function season(host: RunningHost, viewer: Viewer, options: SeasonOptions): Promise<SeasonResult> {
  const started = Date.now();
  const random = randomFrom(options.seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const by = { person: viewer.id, isAdmin: true };
  const call = { viewer, door: 'api' as const };
  const count = {
    kills: 0,
    behind: 0,
    writes: 0,
    refusedWrites: 0,
    reads: 0,
    lockedOut: 0,
    longestReadMs: 0,
    longestWriteMs: 0,
  };
  const done: { [change: string]: number } = {};
  const refused: { [code: string]: number } = {};
  const families = new Map<string, Family>();
  /** Record → field id → what was last written. */
  const ledger = new Map<string, Map<string, string>>();
  const lost: string[] = [];
  let wrong = 0;
  let names = 0;

  const current = (): EntityDocument => host.documents.published('entity', NAME)!.document as EntityDocument;
  const newField = (family: Family, type: string): FieldUse => {
    names += 1;
    const id = `fld_season_${names}`;
    families.set(id, family);
    return { id, name: `f${names}`, type, label: label(`F${names}`), ...optionsFor(type) };
  };

  /** Publishes; what goes on behind is killed now and then, and goes on. */
  async function publish(fields: readonly FieldUse[], conversions: readonly Conversion[] = []): Promise<void> {
    const document = { ...current(), fields: [...fields] };
    const publication = { documents: [document], conversions };
    const { run } = await host.documents.publish(by, publication, '', { isBackground: true });
    await through(run);
  }
  async function through(run: string | null): Promise<void> {
    if (run === null) return;
    count.behind += 1;
    if (options.killEvery > 0 && count.behind % options.killEvery === 0) {
      const moment = ALL_MOMENTS[Math.floor(count.behind / options.killEvery) % ALL_MOMENTS.length]!;
      const died = await livePlan(
        options.databaseUrl,
        run,
        ALL_MOMENTS.filter((one) => one !== moment),
      );
      if (died === moment) count.kills += 1;
      else if (died !== 'through') throw new Error(`A worker said: ${died}`);
    }
    let became = await host.documents.runs.drive(run);
    // The database may not have heard yet that the process that was at it is dead.
    for (; became === 'busy'; became = await host.documents.runs.drive(run)) await pause(50);
    await host.documents.refresh();
    if (became === 'done') return;
    const { problems } = await host.documents.runs.get(run);
    await host.documents.runs.cancel(run);
    throw new Refusal(problems);
  }
  const aside = (fields: readonly FieldUse[]): Conversion[] =>
    fields.map(({ id }) => ({ entity: NAME, field: id, quarantine: true, locale: 'en', timeZone: 'Asia/Shanghai' }));

  const changes: { readonly [change: string]: () => Promise<void> } = {
    async add() {
      const family = pick(Object.keys(FAMILIES) as Family[])!;
      await publish([...current().fields, newField(family, pick(FAMILIES[family])!)]);
    },
    async rename() {
      names += 1;
      const one = pick(current().fields)!;
      await publish(current().fields.map((use) => (use === one ? { ...use, name: `f${names}` } : use)));
    },
    async swap() {
      const [a, b] = [pick(current().fields)!, pick(current().fields)!];
      const named = (use: FieldUse): FieldUse =>
        use === a ? { ...use, name: b.name, aliases: [] } : use === b ? { ...use, name: a.name, aliases: [] } : use;
      if (a !== b) await publish(current().fields.map(named));
    },
    async convert() {
      const one = pick(current().fields.filter(({ id }) => families.has(id)))!;
      const type = pick(FAMILIES[families.get(one.id)!].filter((other) => other !== one.type))!;
      const { options: _, ...rest } = one;
      const after: FieldUse = { ...rest, type, ...optionsFor(type) };
      await publish(
        current().fields.map((use) => (use === one ? after : use)),
        aside([one]),
      );
    },
    async split() {
      const one = pick(current().fields.filter(({ type }) => type === 'text'))!;
      const [first, second] = [newField('number', 'text'), newField('number', 'text')];
      const part = (n: number) => ({ by: '.', part: n, of: 2 });
      await publish(
        [...current().fields, first, second],
        [
          { entity: NAME, field: first.id, from: [one.id], split: part(0), quarantine: true },
          { entity: NAME, field: second.id, from: [one.id], split: part(1), quarantine: true },
        ],
      );
    },
    async join() {
      const texts = current().fields.filter(({ type }) => type === 'text');
      const into = newField('number', 'long_text');
      const from = texts.slice(0, 2).map(({ id }) => id);
      if (from.length > 0) await publish([...current().fields, into], [{ entity: NAME, field: into.id, from }]);
    },
    /** Of a field that is sometimes a number: the formula is computed anew whenever that field is converted or renamed. */
    async compute() {
      const own = current().fields.filter(({ type }) => type === 'formula');
      const source = pick(current().fields.filter(({ type }) => type === 'number' || type === 'money'));
      if (!source) return;
      names += 1;
      const expression = `COALESCE(${source.name}, 0) + ${names}`;
      const formula: FieldUse = own[0]
        ? { ...own[0], options: { expression } }
        : {
            id: `fld_season_${names}`,
            name: `f${names}`,
            type: 'formula',
            label: label(`F${names}`),
            options: { expression },
          };
      await publish([...current().fields.filter((use) => use !== own[0]), formula]);
    },
    async remove() {
      if (current().fields.length < 5) return;
      const one = pick(current().fields.slice(1))!;
      await publish(current().fields.filter((use) => use !== one));
    },
    async restore() {
      const { items } = await host.call('document.trash', { entity: NAME }, call);
      const one = pick(items.filter(({ what }) => what === 'field'));
      if (one) await host.call('document.restore', { id: one.id }, call);
    },
    async revert() {
      const versions = await host.documents.history({ kind: 'entity', name: NAME });
      const { version } = pick(versions.slice(0, 6))!;
      const old = (await host.documents.version(ID, version)) as EntityDocument;
      const now = new Map(current().fields.map((use) => [use.id, use]));
      const conversions = aside(old.fields.filter((use) => now.has(use.id) && now.get(use.id)!.type !== use.type));
      const how = { isBackground: true, conversions };
      await through((await host.documents.revert(by, { kind: 'entity', name: NAME }, version, how)).run);
    },
  };
  const WEIGHTS: readonly string[] = [
    ...['add', 'add', 'rename', 'swap', 'convert', 'convert', 'convert', 'convert', 'convert'],
    ...['split', 'join', 'remove', 'restore', 'revert'],
  ];

  // ---- people -------------------------------------------------------------------------------------------------------
  let isOver = false;
  const troubles: unknown[] = [];
  let isPaused = false;
  let busy = 0;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  /** Each writer has records of its own, so that the ledger knows whose write was the last. */
  async function write(writer: number): Promise<void> {
    const fields = current().fields.filter(({ id }) => families.has(id));
    const own = Math.floor((random() * records.length) / WRITERS) * WRITERS + writer;
    const [id] = records[own % records.length]!;
    const one = pick(fields);
    if (!one) return;
    const family = families.get(one.id)!;
    const { sent } = makeValue(family, one.type, random, 1 + Math.floor(random() * 1e6));
    const begun = Date.now();
    try {
      // By the field's id: names may be swapped in between.
      const { rev } = await host.call('record.get', { entity: NAME, id, fields: [] }, call);
      await host.call('record.update', { entity: NAME, id, rev, values: { [one.id]: sent as string } }, call);
      ledger.get(id)!.set(one.id, told(family, sent));
      count.writes += 1;
      count.longestWriteMs = Math.max(count.longestWriteMs, Date.now() - begun);
    } catch (error) {
      // The field changed its type or went away in between: the writer is told, and nothing was written.
      if (!(error instanceof Refusal)) throw error;
      count.refusedWrites += 1;
      for (const { code } of error.problems) refused[`write: ${code}`] = (refused[`write: ${code}`] ?? 0) + 1;
    }
  }
  async function person(work: () => Promise<void>, rest: number): Promise<void> {
    while (!isOver) {
      if (!isPaused) {
        busy += 1;
        try {
          await work();
        } catch (error) {
          troubles.push(error);
        } finally {
          busy -= 1;
        }
      }
      await pause(rest);
    }
  }

  /** All that is known of a value that is not where it should be. */
  async function explain(record: string, field: string): Promise<void> {
    const history = await host.pool.query(
      `select rev, at, changes -> $2 as change from record_history where record_id = $1 and changes::jsonb ? $2 order by rev`,
      [record, field],
    );
    const row = await host.pool.query(`select to_jsonb(t) as row from data.${NAME} t where id = $1`, [record]);
    const versions = await host.pool.query<{ version: number; at: Date; content: string; note: string }>(
      `select version, at, content, note from document_version where document_id = $1 order by version`,
      [ID],
    );
    const uses = versions.rows.map(({ version, at, content, note }) => {
      const use = (JSON.parse(content) as EntityDocument).fields.find(({ id }) => id === field);
      return `${version} ${at.toISOString()} ${note} ${use?.name ?? '-'} ${use?.type ?? '-'}`;
    });
    const own = await host.pool.query(
      `select a.attname as name, col_description(a.attrelid, a.attnum) as id from pg_attribute a
        where a.attrelid = 'data.${NAME}'::regclass and col_description(a.attrelid, a.attnum) like $1`,
      [`${field}%`],
    );
    options.log?.(
      JSON.stringify({ record, field, history: history.rows, row: row.rows[0], uses, columns: own.rows }, null, 1),
    );
  }

  /** Stored computed values with those computed from scratch. */
  async function compare(when: string): Promise<void> {
    await host.documents.refresh();
    for (const one of await verifyDerived(host, host.model(), { repair: false })) {
      wrong += one.wrong;
      if (one.wrong > 0) options.log?.(`${when}: ${one.field.name} is wrong in ${one.wrong} of ${one.checked}`);
    }
  }

  // ---- the ledger ---------------------------------------------------------------------------------------------------
  const found = { values: 0, inField: 0, setAside: 0, inTrash: 0 };
  async function check(when: string): Promise<void> {
    isPaused = true;
    while (busy > 0) await pause(5);
    Object.assign(found, { values: 0, inField: 0, setAside: 0, inTrash: 0 });
    const fields = new Map(current().fields.map((use) => [use.id, use]));
    const hidden = (
      await host.pool.query<{ field: string; name: string }>(
        `select col_description(attrelid, attnum) as field, attname as name from pg_attribute
          where attrelid = 'data.${NAME}'::regclass and attnum > 0 and not attisdropped`,
      )
    ).rows.filter(({ field }) => field && families.has(field));
    const { rows } = await host.pool.query<{ id: string; values: { [column: string]: unknown } }>(
      `select id, to_jsonb(t) as values from data.${NAME} t`,
    );
    const quarantined = await host.pool.query<{ record: string; field: string; value: string }>(
      `select record_id as record, field_id as field, value from quarantine where is_live and resolution is null`,
    );
    const asides = new Set(
      quarantined.rows.map(
        ({ record, field, value }) => `${record} ${field} ${told(families.get(field) ?? 'number', value)}`,
      ),
    );
    const byId = new Map(rows.map((row) => [row.id, row.values]));
    const columnOf = new Map(hidden.map(({ field, name }) => [field, name]));
    for (const [record, written] of ledger) {
      for (const [field, value] of written) {
        found.values += 1;
        const lies = told(families.get(field)!, byId.get(record)?.[columnOf.get(field) ?? '']);
        if (lies === value) found[fields.has(field) ? 'inField' : 'inTrash'] += 1;
        else if (asides.has(`${record} ${field} ${value}`)) found.setAside += 1;
        else if (lost.length < 20) {
          if (lost.length < 3) await explain(record, field);
          lost.push(`${when}: ${record} ${field} (${fields.get(field)?.type ?? 'hidden'}): ${value} is not ${lies}`);
        }
      }
    }
    await compare(when);
    isPaused = false;
  }

  // ---- the season ---------------------------------------------------------------------------------------------------
  const first: EntityDocument = {
    kind: 'entity',
    id: ID,
    name: NAME,
    label: label('Season'),
    fields: [
      { id: 'fld_season_title', name: 'title', type: 'text', label: label('Title') },
      newField('number', 'text'),
      newField('number', 'number'),
      newField('date', 'text'),
      newField('choice', 'choice'),
    ],
  };
  await host.documents.publish(by, { documents: [first] });
  const rows = Array.from({ length: options.records }, () => {
    const id = crypto.randomUUID();
    const own = new Map<string, string>();
    const row: { [column: string]: unknown } = { id, title: id.slice(0, 8) };
    for (const use of first.fields.slice(1)) {
      const family = families.get(use.id)!;
      const { sent } = makeValue(family, use.type, random, 1 + Math.floor(random() * 1e6));
      row[use.name] = sent;
      own.set(use.id, told(family, sent));
    }
    ledger.set(id, own);
    return row;
  });
  const columns = first.fields.map(({ name, type }) => `"${name}" ${type === 'number' ? 'numeric' : 'text'}`);
  const list = first.fields.map(({ name }) => `"${name}"`).join(', ');
  for (let i = 0; i < rows.length; i += 10_000) {
    await host.pool.query(
      `insert into data.${NAME} (id, created_at, updated_at, owner_id, ${list})
       select id, now(), now(), $2::uuid, ${list} from json_to_recordset($1::json) as r(id uuid, ${columns.join(', ')})`,
      [JSON.stringify(rows.slice(i, i + 10_000)), viewer.id],
    );
  }
  await host.pool.query(`analyze data.${NAME}`);
  const records = [...ledger];
  options.log?.(`${options.records} records are there after ${(Date.now() - started) / 1000} s`);

  const people = Array.from({ length: WRITERS }, (_, i) => person(() => write(i), 5 + 5 * i));
  // Nobody waits longer than this for a lock: a reader that would is told so by PostgreSQL, however busy the machine is.
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  await client.query(`set lock_timeout = '${LONGEST_WAIT_MS}ms'`);
  const reader = person(async () => {
    const begun = Date.now();
    try {
      await client.query(`select id, rev from data.${NAME} order by id limit 50`);
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      count.lockedOut += 1;
    }
    count.reads += 1;
    count.longestReadMs = Math.max(count.longestReadMs, Date.now() - begun);
  }, 15);
  const lister = person(async () => {
    const { rows: page } = await host.call('record.list', { entity: NAME, page: { size: 50 } }, call);
    if (page.length !== 50) throw new Error(`A list of 50 has ${page.length}.`);
  }, 40);
  try {
    for (let n = 1; n <= options.changes; n += 1) {
      const change = n % 6 === 2 ? 'compute' : pick(WEIGHTS)!;
      const begun = Date.now();
      try {
        await changes[change]!();
        done[change] = (done[change] ?? 0) + 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        for (const { code } of error.problems) refused[`${change}: ${code}`] = (refused[`${change}: ${code}`] ?? 0) + 1;
      }
      if (troubles.length > 0) throw new Error(`While ${change}:`, { cause: troubles[0] });
      if (n % 20 === 0 || n === options.changes) await check(`after ${n} (${change})`);
      options.log?.(
        `${n} ${change} ${Date.now() - begun} ms; reader ≤ ${count.longestReadMs} ms, locked out ${count.lockedOut}; lost ${lost.length}`,
      );
    }
  } finally {
    isOver = true;
    await Promise.all([...people, reader, lister]);
    await client.end();
  }
  return { done, refused, ...count, ...found, lost, wrong, seconds: (Date.now() - started) / 1000 };
}
