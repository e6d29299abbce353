import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '@/tests/support/host';
import { askGuest, cheap, openGuest, sendGuest, tokenOf, workOff } from '@/tests/support/links';
import type { Input, LinkView, OperationName, Output, ProblemJson } from '../../kernel/api';
import { manualClock } from '../../kernel/clock';
import type { RoleDocument } from '../../kernel/documents.generated';
import { operations } from '../operations/index.generated';

const text = (en: string) => ({ 'zh-CN': en, en });
const portal = (name: string, rights: RoleDocument['entities'][string]): RoleDocument => ({
  kind: 'role',
  id: `rol_test${name}`,
  name,
  label: text(name),
  permissions: [],
  entities: { parcel: rights },
});
const PORTAL = portal('portal', {
  create: true,
  read: 'own',
  update: 'own',
  fields: { secret: 'none', price: 'read' },
});
const LOOKER = portal('looker', { create: false, read: 'all' });

const clock = manualClock(new Date());
let test: TestHost;
beforeAll(async () => {
  test = await testHost({ clock });
  await test.host.documents.publish({ person: null, isAdmin: true }, { documents: [PORTAL, LOOKER] });
});
afterAll(() => test.close());

const as = <N extends OperationName>(who: PersonName, name: N, input: Input<N>): Promise<Output<N>> =>
  test.host.call(name, input, { viewer: test.viewers[who], door: 'screen' });
const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'done',
    (error: { problems: { code: string }[] }) => error.problems[0]?.code,
  );
const publicLink = (more: object = {}): Promise<LinkView> =>
  as('admin', 'link.create', { kind: 'public', entity: 'parcel', name: 'Counter', roles: ['portal'], ...more });
const wait = () => clock.advance(3_000);
const send = (link: LinkView, values: object, more: object = {}) =>
  sendGuest(test, tokenOf(link), values, { wait, ...more });
const codeIn = async (answer: Response): Promise<string> => ((await answer.json()) as ProblemJson).code;
const parcels = async (): Promise<number> =>
  (await test.host.pool.query<{ n: number }>('select count(*)::int as n from data.parcel')).rows[0]!.n;

describe('a public link', () => {
  it('makes a record that belongs to whoever looks after it, and whose history names the link', async () => {
    const link = await publicLink({ name: 'Dealer portal' });
    const answer = await send(link, { name: 'By a guest', weight: '1,000' }, { from: '203.0.113.9' });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const { rows } = await as('admin', 'record.list', {
      entity: 'parcel',
      filter: { field: 'name', op: 'eq', value: 'By a guest' },
    });
    expect(rows).toMatchObject([{ weight: '1000', owner_id: { id: test.viewers.admin.id } }]);
    const { entries } = await as('admin', 'record.history', { entity: 'parcel', id: rows[0]!.id });
    expect(entries).toMatchObject([{ by: { id: link.id, title: 'Dealer portal' }, door: 'link', op: 'create' }]);
    const [listed] = (await as('admin', 'link.list', { entity: 'parcel' })).links;
    expect(listed).toMatchObject({ answers: 1, state: 'open', path: link.path });
  });

  it('shows no field its roles do not open, and takes none they do not let fill in', async () => {
    const link = await publicLink();
    const { entity, editable } = await openGuest(test, tokenOf(link));
    expect(entity.fields.map(({ name }) => name)).not.toContain('secret');
    const system = entity.fields.flatMap((field) => (field.system ? field.name : []));
    expect(system.filter((name) => !/^(id|rev|captured_\w+)$/.test(name))).toEqual([]);
    expect(editable).not.toContain('price');
    const before = await parcels();
    for (const values of [
      { name: 'x', secret: 'y' },
      { name: 'x', price: '1' },
      { name: 'x', owner_id: link.id },
    ]) {
      expect((await send(link, values)).status).toBeGreaterThanOrEqual(400);
    }
    expect(await parcels()).toBe(before);
  });

  it('says at its field what is wrong with a value', async () => {
    const answer = await send(await publicLink(), { weight: 'heavy' });
    const { problems } = (await answer.json()) as ProblemJson;
    expect(problems.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['values.name', 'values.weight']),
    );
  });

  it('writes an answer once, however often it is sent', async () => {
    const link = await publicLink({ own: 'view' });
    const { work } = await openGuest(test, tokenOf(link));
    wait();
    const sent = { values: { name: 'Twice' }, ...cheap(test, work) };
    const answers = await Promise.all([1, 2, 3].map(() => askGuest(test, tokenOf(link), 'submit', sent)));
    const owns = await Promise.all(answers.map(async (one) => ((await one.json()) as { own: string }).own));
    expect(new Set(owns).size).toBe(1);
    const { rows } = await as('admin', 'record.list', {
      entity: 'parcel',
      filter: { field: 'name', op: 'eq', value: 'Twice' },
    });
    expect(rows).toHaveLength(1);
  });

  it('ends with its number of answers, of a day, with its time, when it is closed and when it is withdrawn', async () => {
    const full = await publicLink({ maxAnswers: 1 });
    expect((await send(full, { name: 'one' })).status).toBe(200);
    const { work } = await openGuest(test, tokenOf(await publicLink()));
    wait();
    const late = { values: { name: 'two' }, challenge: work.challenge, nonce: '0' };
    expect(await codeIn(await askGuest(test, tokenOf(full), 'submit', late))).toBe('link.again');
    expect(await (await askGuest(test, tokenOf(full), 'open', {})).json()).toMatchObject({ state: 'full' });

    const daily = await publicLink({ maxPerDay: 1 });
    expect((await send(daily, { name: 'today' })).status).toBe(200);
    expect(await (await askGuest(test, tokenOf(daily), 'open', {})).json()).toMatchObject({ state: 'fullToday' });
    clock.advance(86_400_000);
    expect((await send(daily, { name: 'tomorrow' })).status).toBe(200);

    const closed = await publicLink({ isOpen: false, closedText: text('See you next year') });
    expect(await (await askGuest(test, tokenOf(closed), 'open', {})).json()).toMatchObject({
      state: 'closed',
      text: text('See you next year'),
    });
    const brief = await publicLink({ expiresAt: new Date(clock.now().getTime() + 60_000).toISOString() });
    clock.advance(61_000);
    expect(await (await askGuest(test, tokenOf(brief), 'open', {})).json()).toMatchObject({ state: 'expired' });
    const gone = await publicLink();
    await as('admin', 'link.revoke', { id: gone.id });
    expect(await codeIn(await askGuest(test, tokenOf(gone), 'open', {}))).toBe('link.unknown');
  });

  it('that is full while somebody fills it in tells so and writes nothing', async () => {
    const link = await publicLink({ maxAnswers: 1 });
    const [first, second] = [await openGuest(test, tokenOf(link)), await openGuest(test, tokenOf(link))];
    wait();
    const answers = await Promise.all(
      [first, second].map(({ work }) =>
        askGuest(test, tokenOf(link), 'submit', {
          values: { name: 'race' },
          ...cheap(test, work),
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it('takes another address, and the old one opens nothing', async () => {
    const link = await publicLink();
    const renewed = await as('admin', 'link.renew', { id: link.id });
    expect(renewed.path).not.toBe(link.path);
    expect((await askGuest(test, tokenOf(link), 'open', {})).status).toBe(404);
    expect((await askGuest(test, tokenOf(renewed), 'open', {})).status).toBe(200);
  });
});

describe('the link to one’s own record', () => {
  const own = async (how: 'view' | 'edit'): Promise<string> => {
    const answer = await send(await publicLink({ own: how }), { name: 'Mine', note: 'first' });
    return ((await answer.json()) as { own: string }).own.slice('/f/'.length);
  };

  it('opens that record and no other', async () => {
    const token = await own('edit');
    const { record, values, kind } = await openGuest(test, token);
    expect([kind, values.name]).toEqual(['record', 'Mine']);
    const answer = await sendGuest(test, token, { note: 'second' }, { wait, more: { rev: record!.rev } });
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect((await openGuest(test, token)).values.note).toBe('second');
    expect(JSON.stringify(await openGuest(test, token))).not.toContain('hush');
  });

  it('that is for looking changes nothing', async () => {
    const token = await own('view');
    const opened = await openGuest(test, token);
    expect(opened.editable).toEqual([]);
    const answer = await sendGuest(test, token, { note: 'changed' }, { wait });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await openGuest(test, token)).values.note).toBe('first');
  });
});

describe('the link to a record', () => {
  it('is made by whoever may change it, shows and takes the fields chosen, and ends with the share', async () => {
    const { id } = await as('writer', 'record.create', {
      entity: 'parcel',
      values: { name: 'Shown', note: 'hidden', weight: '5' },
    });
    const asked = { kind: 'record', entity: 'parcel', record: id, name: 'For Ann' } as const;
    expect(await codeOf(as('stranger', 'link.create', asked))).toBe('query.unknownEntity');
    const link = await as('writer', 'link.create', { ...asked, fields: ['name', 'weight'], editable: ['weight'] });
    const opened = await openGuest(test, tokenOf(link));
    expect(opened.values).toMatchObject({ id, rev: 1, name: 'Shown', weight: '5' });
    expect(opened.values).not.toHaveProperty('note');
    expect(opened.editable).toEqual(['weight']);
    expect((await sendGuest(test, tokenOf(link), { weight: '6' }, { wait })).status).toBe(200);
    expect((await sendGuest(test, tokenOf(link), { name: 'Other' }, { wait })).status).toBeGreaterThanOrEqual(400);
    expect((await as('writer', 'link.list', { entity: 'parcel', record: id })).links).toMatchObject([{ answers: 1 }]);
    expect((await as('writer', 'share.list', { entity: 'parcel', record: id })).shares).toEqual([]);
    await as('writer', 'link.revoke', { id: link.id });
    const { rowCount } = await test.host.pool.query('select 1 from record_share where record_id = $1', [id]);
    expect(rowCount).toBe(0);
  });
});

describe('who makes links', () => {
  it('builds, and gives away no more than they have', async () => {
    expect(await codeOf(as('writer', 'link.create', { kind: 'public', entity: 'parcel', name: 'x' }))).toBe(
      'operation.forbidden',
    );
    const builder: RoleDocument = {
      ...portal('builder', { create: true, read: 'all', update: 'all', fields: { secret: 'none' } }),
      permissions: ['build'],
    };
    await test.host.documents.publish({ person: null, isAdmin: true }, { documents: [builder] });
    const viewer = { ...test.viewers.writer, roles: ['builder'], permissions: ['build'] as const };
    const by = (roles: readonly string[]) =>
      codeOf(
        test.host.call(
          'link.create',
          { kind: 'public', entity: 'parcel', name: 'x', roles },
          { viewer, door: 'screen' },
        ),
      );
    expect(await by(['portal'])).toBe('done');
    // It may read the secret, the builder may not.
    expect(await by(['keeper'])).toBe('link.roleTooWide');
    expect(await by(['looker'])).toBe('link.roleTooWide');
    expect(await by(['nobody'])).toBe('link.role');
  });

  it('is told what could not work', async () => {
    expect(await codeOf(publicLink({ roles: ['looker'] }))).toBe('link.roleCannotCreate');
    expect(await codeOf(publicLink({ fields: ['note'] }))).toBe('link.cannotFill');
    expect(await codeOf(publicLink({ origins: ['https://a.example; script-src *'] }))).toBe('link.origin');
    expect(await codeOf(publicLink({ origins: ['https://a.example/path'] }))).toBe('link.origin');
    expect(await codeOf(publicLink({ expiresAt: '2020-01-01T00:00:00Z' }))).toBe('link.past');
    expect(await codeOf(publicLink({ prefill: ['nowhere'] }))).toBe('link.field');
  });
});

describe('a guest', () => {
  it('reaches no operation but those of links, and nobody else reaches those', async () => {
    const link = await publicLink();
    const { rows } = await test.host.pool.query<{ settings: object }>('select settings from form_link where id = $1', [
      link.id,
    ]);
    expect(rows).toHaveLength(1);
    const guest = { entity: 'ent_testparcel', may: 'create', fields: [], editable: [], targets: [] } as const;
    const viewer = { ...test.viewers.admin, id: link.id, guest };
    const allowed = operations.filter(({ may }) => may === 'guest').map(({ name }) => name);
    expect(allowed.sort()).toEqual(['link.open', 'link.options', 'link.related', 'link.submit']);
    for (const { name } of operations) {
      const code = await codeOf(test.host.call(name, {} as never, { viewer, door: 'link' }));
      if (!allowed.includes(name)) expect(code, name).toBe('operation.forbidden');
      else expect(await codeOf(as('admin', name, {} as never)), name).toBe('operation.forbidden');
    }
  });

  it('has no door but that of links: a token is no key, and nothing is read of a cookie', async () => {
    const link = await publicLink();
    const token = tokenOf(link);
    for (const path of ['v1/records/parcel', 'v1/openapi.json', 'events', `v1/files/${link.id}`, 'v1/link/list']) {
      const headers = { 'x-trellis-link': token, authorization: `Bearer ${token}` };
      expect((await test.ask('GET', path, { headers })).status, path).toBeGreaterThanOrEqual(401);
    }
    const foreign = await askGuest(test, token, 'open', {}, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(await codeIn(foreign)).toBe('http.origin');
  });

  it('learns nothing of people, of other records, or where a token would be', async () => {
    const link = await publicLink({ searches: true });
    const ask = (path: string, body: object) => askGuest(test, tokenOf(link), path, body);
    expect(await codeIn(await ask('options', { entity: 'person', search: 'admin' }))).toBe('link.forbidden');
    expect(await codeIn(await ask('options', { entity: 'parcel', search: 'first' }))).toBe('link.forbidden');
    expect(
      await codeIn(await ask('related', { entity: 'person', fields: ['email'], ids: [test.viewers.admin.id] })),
    ).toBe('link.forbidden');
    const wrong = `${tokenOf(link).slice(0, -1)}${tokenOf(link).endsWith('A') ? 'B' : 'A'}`;
    const answer = await askGuest(test, wrong, 'open', {});
    expect(await answer.text()).not.toContain(wrong);
  });

  it('leaves no token in the database, the audit log or the events', async () => {
    const heard: unknown[] = [];
    const stop = test.host.live.subscribe((event) => heard.push(event));
    const link = await publicLink({ own: 'view' });
    const answer = await send(link, { name: 'Trace' });
    const { own } = (await answer.json()) as { own: string };
    stop();
    const { rows } = await test.host.pool.query<{ all: string }>(
      `select (select json_agg(l)::text from form_link l) || (select json_agg(a)::text from audit_entry a)
        || (select json_agg(o)::text from outbox o) || (select json_agg(h)::text from record_history h) as all`,
    );
    for (const token of [tokenOf(link), own.slice('/f/'.length)]) {
      expect(rows[0]!.all).not.toContain(token);
      expect(JSON.stringify(heard)).not.toContain(token);
    }
  });
});

describe('abuse', () => {
  const attempt = async (link: LinkView, change: (sent: { [key: string]: unknown }) => object, pause = 3_000) => {
    const { work } = await openGuest(test, tokenOf(link));
    clock.advance(pause);
    const sent = { values: { name: 'Abuse' }, ...cheap(test, work) };
    return codeIn(await askGuest(test, tokenOf(link), 'submit', change(sent)));
  };

  it('is refused without work, with work for another link or of long ago, too fast, and by what only programs fill in', async () => {
    const [link, other] = [await publicLink(), await publicLink()];
    const before = await parcels();
    const { work } = await openGuest(test, tokenOf(other));
    expect(await attempt(link, (sent) => ({ ...sent, nonce: '1' }))).toBe('link.again');
    expect(await attempt(link, (sent) => ({ ...sent, ...cheap(test, work) }))).toBe('link.again');
    expect(await attempt(link, (sent) => ({ ...sent, challenge: `${String(sent.challenge)}x` }))).toBe('link.again');
    expect(await attempt(link, (sent) => sent, 3 * 3_600_000)).toBe('link.again');
    expect(await attempt(link, (sent) => sent, 100)).toBe('link.tooSoon');
    expect(await attempt(link, (sent) => ({ ...sent, trap: 'http://spam.example' }))).toBe('link.robot');
    expect(await parcels()).toBe(before);
  });

  it('takes an answer for work as dear as the page asks for', async () => {
    const link = await publicLink();
    const { work } = await openGuest(test, tokenOf(link));
    expect(work.bits).toBe(17);
    wait();
    const sent = { values: { name: 'Dear' }, challenge: work.challenge, nonce: workOff(work) };
    expect((await askGuest(test, tokenOf(link), 'submit', sent)).status).toBe(200);
  });

  it('makes the work dearer, then is refused for ten minutes, from one address only', async () => {
    const link = await publicLink();
    const open = (from: string) => askGuest(test, tokenOf(link), 'open', {}, { from });
    const bits = async (answer: Response) => ((await answer.json()) as { work: { bits: number } }).work.bits;
    const first = await bits(await open('198.51.100.1'));
    const hurry = (times: number) =>
      test.host.pool.query('update form_link_rate set count = count + $2 where key = $1', [
        `open ${link.id} ${test.host.links.caller('198.51.100.1')}`,
        times,
      ]);
    await hurry(120);
    expect(await bits(await open('198.51.100.1'))).toBeGreaterThan(first);
    await hurry(90);
    expect(await codeIn(await open('198.51.100.1'))).toBe('link.busy');
    expect((await open('198.51.100.2')).status).toBe(200);
    clock.advance(21 * 60_000);
    expect((await open('198.51.100.1')).status).toBe(200);
  });

  it('counts those who try tokens', async () => {
    const open = (i: number) =>
      askGuest(test, `${String(i).padStart(3, '0')}${'x'.repeat(29)}`, 'open', {}, { from: '2001:db8:1:2::1' });
    for (let i = 0; i < 3; i += 1) expect((await open(i)).status).toBe(404);
    await test.host.pool.query("update form_link_rate set count = 60 where key like 'miss %'");
    expect((await open(61)).status).toBe(429);
  });

  it('of files: so many, so large, of these kinds; what is never sent is deleted', async () => {
    const link = await publicLink({ files: { most: 1, megabytes: 1, kinds: 'image' } });
    const { work } = await openGuest(test, tokenOf(link));
    const upload = (raw: string | Uint8Array, name = 'a.png', visit = work.challenge) =>
      test.ask('POST', `v1/link/files?name=${name}`, {
        raw,
        headers: {
          'x-trellis-link': tokenOf(link),
          'x-trellis-visit': visit,
          'sec-fetch-site': 'same-origin',
          'content-type': 'image/png',
        },
      });
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    expect(await codeIn(await upload('<html><script>1</script>'))).toBe('link.fileKind');
    expect(await codeIn(await upload('x'.repeat(1_200_000)))).toBe('http.tooLarge');
    expect(await codeIn(await upload(png, 'a.png', 'forged'))).toBe('link.again');
    expect(await codeIn(await upload(png))).toBe('link.tooManyFiles');
    const again = await openGuest(test, tokenOf(link));
    const kept = await upload(png, 'b.png', again.work.challenge);
    expect(kept.status, await kept.clone().text()).toBe(201);
    const file = (await kept.json()) as { id: string };
    const see = (pass: string) => test.ask('GET', `v1/link/files/${pass}/${file.id}`);
    expect((await see(again.files)).status).toBe(200);
    expect((await see('x')).status).toBe(404);
    await test.host.pool.query("update file set at = at - interval '2 days'");
    await test.host.files.sweep();
    expect((await see(again.files)).status).toBe(404);
  });
});
