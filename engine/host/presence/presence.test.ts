/** Who is where: told at once, forgotten within 30 s, and only to those who may be there too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../kernel/clock';
import { refusalOf } from '@/tests/support/records';
import { testHost, type PersonName, type TestHost } from '@/tests/support/host';
import type { LiveEvent } from '../../kernel/api';
import { createPresence, type Sign } from './presence';

const sign = (person: string, field: string | null = null): Sign => ({
  place: 'record:e:1',
  tab: `tab-${person}`,
  person,
  name: person,
  field,
});

describe('presence of one process', () => {
  const watchers = new Set<(one: Sign) => void>();
  const told: string[][] = [];
  const live = {
    signal: () => undefined,
    onPresence: (watch: (one: Sign) => void) => (watchers.add(watch), () => watchers.delete(watch)),
    tellHere: (event: LiveEvent & { readonly people?: readonly string[] }) => void told.push([...(event.people ?? [])]),
  };
  const clock = manualClock('2026-11-22T04:00:00Z');
  const presence = createPresence(live, clock);
  afterAll(() => presence.close());

  it('tells those who are there when somebody comes or edits another field, not at every sign of life', () => {
    presence.tell(sign('ann'));
    presence.tell(sign('ann'));
    watchers.forEach((watch) => watch(sign('bo')));
    presence.tell(sign('ann', 'fld_a'));
    expect(told).toEqual([['ann'], ['ann', 'bo'], ['ann', 'bo']]);
    expect(presence.at('record:e:1')).toEqual([
      { person: 'ann', name: 'ann', field: 'fld_a' },
      { person: 'bo', name: 'bo', field: null },
    ]);
  });

  it('forgets who has been silent for 25 s, and takes nobody else’s word that somebody left', () => {
    clock.advance(20_000);
    presence.tell(sign('ann'));
    presence.tell({ ...sign('cai'), tab: 'tab-ann', isGone: true });
    clock.advance(6_000);
    expect(presence.at('record:e:1').map(({ person }) => person)).toEqual(['ann']);
    presence.tell({ ...sign('ann'), isGone: true });
    expect(presence.at('record:e:1')).toEqual([]);
  });
});

describe('presence through the host', () => {
  let test: TestHost;
  let record: string;
  beforeAll(async () => {
    test = await testHost();
    const by = { viewer: test.viewers.keeper, door: 'screen' as const };
    record = (await test.host.call('record.create', { entity: 'parcel', values: { name: 'Box' } }, by)).id;
  });
  afterAll(() => test.close());
  const beat = (person: PersonName, field?: string) =>
    test.host.call(
      'presence.beat',
      { place: { entity: 'parcel', record }, tab: `window-of-${person}`, ...(field ? { field } : {}) },
      { viewer: test.viewers[person], door: 'screen' },
    );

  it('shows readers of the record each other, and a field only to those who may read it', async () => {
    await beat('keeper', 'secret');
    expect((await beat('writer')).people).toEqual([
      { person: { id: test.viewers.keeper.id, title: 'keeper' }, field: null, isMe: false },
      { person: { id: test.viewers.writer.id, title: 'writer' }, field: null, isMe: true },
    ]);
    expect((await beat('keeper', 'name')).people.map(({ field }) => field)).toEqual(['name', null]);
    expect(await refusalOf(beat('stranger'))).toEqual(['query.unknownEntity entity']);
  });

  it('takes a window that says good-bye away at once', async () => {
    const by = { viewer: test.viewers.writer, door: 'screen' as const };
    await test.host.call('presence.leave', { place: { entity: 'parcel', record }, tab: 'window-of-writer' }, by);
    expect((await beat('keeper')).people.map(({ person }) => person.title)).toEqual(['keeper']);
  });

  it('lets only builders know who builds a document', async () => {
    const place = { kind: 'page' as const, document: 'parcel' };
    const of = (person: PersonName) =>
      test.host.call('presence.beat', { place, tab: 'a-window' }, { viewer: test.viewers[person], door: 'screen' });
    expect(await refusalOf(of('writer'))).toEqual(['operation.forbidden']);
  });
});
