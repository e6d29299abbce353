/**
 * A season of random schema changes on live records, with writers, readers and kill -9; prints what was done and whether
 * a value was lost.
 *
 *   npx tsx tests/bench/season.ts [changes, 200] [records, 100000] [seed, 1] [kill every n-th plan, 5]
 *
 * Runs on TEST_DATABASE_URL or the embedded PostgreSQL. Ends with 1 when a value was lost.
 */
const [changes = 200, records = 100_000, seed = 1, killEvery = 5] = process.argv.slice(2).map(Number);

if (!process.env.TEST_DATABASE_URL) {
  const { databaseUp } = (await import('../../engine/cli/db.mjs' as string)) as {
    databaseUp(options: { database: string }): Promise<{ url: string }>;
  };
  process.env.TEST_DATABASE_URL = (await databaseUp({ database: 'trellis_test' })).url;
}
export {};
const { testHost } = await import('../support/host');
const { buildPlanChild } = await import('../support/plan-child');
const { season } = await import('../support/season');

await buildPlanChild();
const test = await testHost();
try {
  const { databaseUrl, host, viewers } = test;
  const log = (line: string): void => console.info(line);
  const options = { changes, records, seed, killEvery, databaseUrl, log };
  const result = await season(host, viewers.admin, options);
  console.info(JSON.stringify(result, null, 2));
  if (result.lost.length > 0 || result.wrong > 0) process.exitCode = 1;
} finally {
  await test.close();
}
process.exit();
