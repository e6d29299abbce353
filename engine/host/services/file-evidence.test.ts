/** Photos taken in a form: only those where the field says so, with evidence, and found again where they were used before. */
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '../../../tests/support/host';
import { root } from '../../../tests/support/sources';
import type { EvidenceView } from '../../kernel/api';

let t: TestHost;
const text = (en: string) => ({ 'zh-CN': en, en });
const VISIT = {
  kind: 'entity',
  id: 'ent_testvisit',
  name: 'visit',
  label: text('Visit'),
  fields: [
    { id: 'fld_visitname', name: 'name', type: 'text', label: text('Name') },
    {
      id: 'fld_visitphoto',
      name: 'photos',
      type: 'file',
      label: text('Photos'),
      options: { camera: 'only', accept: 'image' },
    },
  ],
};
const roleOf = (name: string, read: string) => ({
  kind: 'role',
  id: `rol_test${name}`,
  name,
  label: text(name),
  entities: { '*': { create: true, read, update: read, delete: read } },
});
beforeAll(async () => {
  t = await testHost();
  const documents = [VISIT, roleOf('writer', 'own'), roleOf('keeper', 'all')];
  await t.host.documents.publish({ person: null, isAdmin: true }, { documents: documents as never });
});
afterAll(() => t.close());

const photo = (name: string): Uint8Array =>
  new Uint8Array(fs.readFileSync(`${root}/tests/fixtures/photos/${name}.jpg`));
async function upload(as: PersonName, name: string, query: string): Promise<string> {
  const sent = await t.ask('POST', `v1/files?name=${name}.jpg${query}`, { as, raw: photo(name) });
  return ((await sent.json()) as { id: string }).id;
}
const save = (as: PersonName, name: string, photos: readonly string[]) =>
  t.ask('POST', 'v1/records/visit', { as, body: { values: { name, photos } } });
async function evidence(as: PersonName, file: string): Promise<EvidenceView | undefined> {
  const sent = await t.ask('POST', 'v1/operations/file.evidence', { as, body: { files: [file] } });
  return ((await sent.json()) as { evidence: EvidenceView[] }).evidence[0];
}

describe('evidence of photos', () => {
  it('a field for the camera takes no file that was chosen', async () => {
    for (const query of ['', '&from=album']) {
      const refused = await save('writer', 'a', [await upload('writer', 'other', query)]);
      expect(refused.status).toBe(400);
      expect(((await refused.json()) as { problems: { code: string }[] }).problems[0]!.code).toBe('record.fileOrigin');
    }
    expect((await save('writer', 'a', [await upload('writer', 'other', '&from=camera')])).status).toBe(201);
  });

  it('says when and by whom, by the clocks of camera and server, and the hash of the bytes', async () => {
    const file = await upload('writer', 'shelf', '&from=camera&taken=2026-11-22T02:00:00Z');
    const found = await evidence('writer', file);
    // What the camera wrote into the file counts before what the screen says.
    expect(found).toMatchObject({ source: 'camera', takenAt: '2026-11-22T01:30:05.000Z', by: { title: 'writer' } });
    expect(found!.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Date.parse(found!.receivedAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('names the visit on which nearly the same photo was used, to those who may see that visit', async () => {
    expect((await save('writer', 'first visit', [await upload('writer', 'shelf', '&from=camera')])).status).toBe(201);
    const again = await evidence('writer', await upload('writer', 'shelf-marked', '&from=camera'));
    expect(again!.similar).toMatchObject([{ entity: 'visit', record: { title: 'first visit' }, isSame: false }]);
    const same = await evidence('writer', await upload('writer', 'shelf', '&from=camera'));
    expect(same!.similar[0]).toMatchObject({ isSame: true });
    const foreign = await upload('stranger', 'shelf-marked', '&from=camera');
    expect((await evidence('stranger', foreign))!.similar).toEqual([]);
    const keeper = await upload('keeper', 'shelf-marked', '&from=camera');
    expect((await evidence('keeper', keeper))!.similar).toHaveLength(1);
    const other = await upload('keeper', 'shelf-progressive', '&from=album');
    expect((await evidence('keeper', other))!.similar).toHaveLength(1);
  });

  it('of a file the viewer may not see nothing is told', async () => {
    const file = await upload('writer', 'shelf', '&from=camera');
    expect(await evidence('keeper', file)).toBeUndefined();
  });

  it('an origin that does not exist, or an instant that is none, is refused', async () => {
    for (const query of ['&from=dream', '&from=camera&taken=yesterday']) {
      expect((await t.ask('POST', `v1/files?name=a.jpg${query}`, { as: 'writer', raw: photo('other') })).status).toBe(
        400,
      );
    }
  });
});
