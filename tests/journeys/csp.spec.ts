import { expect, test } from '@playwright/test';
import { operation, pageOf } from '@/tests/support/browser';

/** What a page says of itself: its policy for scripts, and inline scripts that the policy would stop. */
function faultsOf(policy: string | undefined, html: string): string[] {
  const scripts = policy?.split('; ').find((part) => part.startsWith('script-src ')) ?? '';
  const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1];
  const inline = [...html.matchAll(/<script\b([^>]*)>/g)].map((found) => found[1]!);
  return [
    ...(nonce === undefined ? ['no nonce'] : []),
    ...["'unsafe-eval'", "'unsafe-inline'"].filter((word) => scripts.includes(word)),
    ...(inline.every((attributes) => / src=/.test(attributes) || attributes.includes(`nonce="${nonce}"`))
      ? []
      : ['an inline script without the nonce']),
  ];
}

test('every kind of page comes under a strict policy, and none breaks it', async ({ browser, baseURL }) => {
  const admin = await pageOf(browser, 'admin');
  const analyst = await pageOf(browser, 'analyst');
  const { documents } = await operation(analyst.request, 'document.list', {});
  const kinds = ['entity', 'form', 'flow', 'report', 'dashboard', 'page', 'role', 'package'] as const;
  const built = kinds.flatMap((kind) => documents.filter((one) => one.kind === kind).slice(0, 1));
  const { rows } = await operation(analyst.request, 'record.list', { entity: 'customer', page: { size: 1 } });
  const reports = built.filter(({ kind }) => kind === 'report').map(({ name }) => `/r/${name}`);
  const builders = built.map(({ kind, name }) => `/build/${kind}/${name}`);
  const run = [
    '/',
    '/e/customer',
    '/e/customer/new',
    `/e/customer/${rows[0]!.id}`,
    '/inbox',
    '/d/sales_overview',
    '/imports',
    '/trash',
    ...reports,
  ];
  const build = [
    '/build',
    '/build/entity/new',
    '/build/entity/new?from=table',
    '/build/entity/new?from=schema',
    ...builders,
  ];
  const manage = ['people', 'departments', 'keys', 'audit', 'packages'].map((name) => `/admin/${name}`);
  const pages = [...run, ...build, '/no-such-page'].map((address) => ({ address, by: analyst }));

  for (const { address, by } of [...pages, ...manage.map((one) => ({ address: one, by: admin }))]) {
    const answer = await by.request.get(address);
    expect(faultsOf(answer.headers()['content-security-policy'], await answer.text()), address).toEqual([]);
  }
  const stranger = await (await browser.newContext()).newPage();
  const signIn = await stranger.request.get(`${baseURL}/signin`);
  expect(faultsOf(signIn.headers()['content-security-policy'], await signIn.text()), '/signin').toEqual([]);

  // And nothing on them tries to do what it forbids.
  const broken: string[] = [];
  for (const page of [analyst, admin]) {
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) broken.push(`${page.url()}: ${message.text()}`);
    });
  }
  for (const address of [
    '/e/customer/new',
    '/d/sales_overview',
    builders[0]!,
    builders[2]!,
    '/build/entity/new?from=table',
  ]) {
    await analyst.goto(address);
    // A page has its heading, a builder its canvas.
    await expect(analyst.locator('h1, [data-pane-part="canvas"]').first()).toBeVisible({ timeout: 30_000 });
  }
  await admin.goto('/admin/people');
  await expect(admin.getByRole('heading').first()).toBeVisible();
  expect(broken).toEqual([]);
});
