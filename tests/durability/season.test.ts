/** The season of tests/bench/season.ts, short enough for every build. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testHost, type TestHost } from '../support/host';
import { buildPlanChild } from '../support/plan-child';
import { season } from '../support/season';

let test: TestHost;
beforeAll(async () => {
  test = await testHost();
  await buildPlanChild();
}, 60_000);
afterAll(() => test?.close());

it('loses no value in a season of changes while people write and read', { timeout: 120_000 }, async () => {
  const { databaseUrl, host, viewers } = test;
  const result = await season(host, viewers.admin, {
    changes: 16,
    records: 2_500,
    seed: 7,
    killEvery: 1,
    databaseUrl,
  });
  expect(result.lost).toEqual([]);
  expect(result.wrong).toBe(0);
  expect(result.lockedOut).toBe(0);
  expect(result.values).toBeGreaterThan(10_000);
  expect(result.writes).toBeGreaterThan(50);
  expect(result.behind).toBeGreaterThan(3);
  expect(result.kills).toBeGreaterThan(0);
  console.info(`season: ${JSON.stringify({ ...result, lost: result.lost.length })}`);
});
