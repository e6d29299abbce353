/** What the journeys of the five seed forms share: an analyst's hand in a Chinese builder, and a rep's in the form. */
import fs from 'node:fs';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { choose, drag, isSaved, pageOf, publish } from '@/tests/support/browser';

const SCREENS = 'tests/screens/seeds';

/** What a form is called, in both languages; the English one gives the API name. */
export type Named = readonly [zh: string, en: string];
type Condition = readonly [field: string, operator: string, value?: string];
export interface Wanted {
  /** Palette entry, as a Chinese screen calls it. */
  readonly type: string;
  readonly label: Named;
  readonly isRequired?: boolean;
  /** Options of the type, put in through the panel. */
  readonly set?: (hand: Hand) => Promise<void>;
}

/** One analyst building one form; counts what the hand does, as a person would count it. */
export class Hand {
  private count = 0;
  private readonly begun = Date.now();
  readonly canvas: Locator;
  readonly panel: Locator;
  private readonly palette: Locator;

  constructor(readonly page: Page) {
    this.palette = page.locator('[data-pane-part="left"]');
    this.canvas = page.locator('[data-pane-part="canvas"]');
    this.panel = page.locator('[data-pane-part="right"]');
  }

  async click(target: Locator): Promise<void> {
    this.count += 1;
    await target.click();
  }
  async type(target: Locator, text: string): Promise<void> {
    this.count += 1;
    await target.fill(text);
  }
  /** Picks in the list of a select of the panel. */
  async pick(name: string, option: string, within: Locator = this.panel): Promise<void> {
    this.count += 1;
    await choose(this.page, within.getByRole('combobox', { name, exact: true }), option);
  }
  async both(name: string, [zh, en]: Named, within: Locator = this.panel): Promise<void> {
    await this.type(within.getByLabel(`${name} · 中文`, { exact: true }), zh);
    await this.type(within.getByLabel(`${name} · 英文`, { exact: true }), en);
  }

  /** New → entity and form, under a name nothing else has. */
  async begin(name: Named): Promise<void> {
    await this.page.goto('/build/entity/new');
    await this.both('名称', name, this.page.locator('form'));
    await this.click(this.page.getByRole('button', { name: '开始设计' }));
    await expect(this.page.getByText('这里就是大家将要填写的表单')).toBeVisible({ timeout: 30_000 });
  }

  async section(title: Named): Promise<void> {
    const empty = this.canvas.getByRole('button', { name: '第 1 节' });
    const isFirst = (await this.canvas.locator('[data-field]').count()) === 0;
    await this.click(isFirst ? empty : this.canvas.getByRole('button', { name: '添加一节' }));
    await this.both('小节标题', title);
  }

  /** Drags a type from the palette behind the last field of the form, names it and sets it. */
  async field({ type, label, isRequired, set }: Wanted): Promise<void> {
    const placed = this.canvas.locator('[data-field]');
    const before = await placed.count();
    const section = this.canvas.locator('section').last();
    const last = section.locator('[data-field]').last();
    const isEmpty = (await section.locator('[data-field]').count()) === 0;
    this.count += 1;
    await drag(
      this.page,
      this.palette.getByRole('button', { name: type, exact: true }),
      isEmpty ? section : last,
      isEmpty ? { x: 0.5, y: 0.6 } : { x: 0.9, y: 0.9 },
    );
    await expect(placed).toHaveCount(before + 1);
    await this.both('名称', label);
    if (isRequired) await this.click(this.panel.getByRole('switch', { name: '必填' }));
    await set?.(this);
  }

  /** A column of line items, in the panel of the field. */
  async column({ type, label, set }: Wanted): Promise<void> {
    await this.click(this.panel.getByRole('button', { name: '添加列' }));
    const column = this.panel.getByRole('list', { name: '列' }).getByRole('listitem').last();
    await this.both('列名', label, column);
    await this.pick('类型', type, column);
    await set?.(this);
  }

  /** The options of a choice, pasted as lines: 中文, English. */
  async options(...lines: readonly Named[]): Promise<void> {
    await this.click(this.panel.getByRole('button', { name: '批量粘贴' }));
    await this.type(
      this.page.getByRole('textbox', { name: '批量粘贴' }),
      lines.map((line) => line.join('\t')).join('\n'),
    );
    await this.click(this.page.getByRole('button', { name: '添加', exact: true }));
    await expect(this.panel.getByLabel(`选项 ${lines.length} · 中文`)).toBeVisible();
  }

  /** What holds for the whole form. */
  private async whole(tab: string): Promise<void> {
    const back = this.panel.getByRole('button', { name: '整张表单' });
    if (await back.isVisible()) await this.click(back);
    await this.click(this.panel.getByRole('tab', { name: tab }));
  }

  /** A rule by pointing: its name, and one condition; then what it does, by `effect`. */
  async rule(name: Named, when?: Condition, rowsOf?: string) {
    await this.whole('规则');
    const all = this.panel.getByRole('button', { name: '全部规则' });
    if (await all.isVisible()) await this.click(all);
    await this.click(this.panel.getByRole('button', { name: '添加规则' }));
    await this.both('名称', name);
    if (rowsOf) await this.pick('作用范围', `${rowsOf}的每一行`);
    if (when) await this.condition(this.panel, when);
  }
  /** One comparison; a value in guillemets is another field. */
  async condition(within: Locator, [field, operator, value]: Condition): Promise<void> {
    await this.click(within.getByRole('button', { name: '添加条件' }).last());
    const row = within.getByRole('group', { name: '条件 1' }).last();
    await this.pick('字段', field, row);
    await this.pick('比较方式', operator, row);
    if (value === undefined) return;
    const other = /^«(.*)»$/.exec(value)?.[1];
    if (other !== undefined) {
      const button = row.getByRole('button', { name: '与字段比较' });
      if (await button.isVisible()) await this.click(button);
      return this.pick('另一个字段', other, row);
    }
    const box = row.getByLabel('值', { exact: true }).first();
    if ((await box.getAttribute('role')) === 'combobox') await this.pick('值', value, row);
    else await this.type(box, value);
  }
  /** What the rule that is open does: the first of its effects. */
  async effect(what: string, field: string): Promise<Locator> {
    const effect = this.panel.getByRole('group', { name: '第 1 项' });
    await this.pick('动作', what, effect);
    await this.pick('字段', field, effect);
    return effect;
  }
  async set(field: string, expression: string, when?: string): Promise<void> {
    const effect = await this.effect('赋值', field);
    await this.type(effect.getByRole('combobox', { name: '取值' }), expression);
    if (when) await this.pick('何时赋值', when, effect);
  }
  async message(field: string, level: string, text: Named): Promise<void> {
    const effect = await this.effect('提示', field);
    await this.pick('级别', level, effect);
    await this.both('提示内容', text, effect);
  }

  /** Who may fill it in. */
  async giveTo(role: string, preset: string): Promise<void> {
    await this.whole('谁可以使用');
    await this.pick(role, preset);
  }

  /** Publishes; the picture of the finished builder and what it took are kept. */
  async publish(file: string): Promise<string> {
    await isSaved(this.page);
    await expect(this.page.getByRole('button', { name: '没有问题' })).toBeVisible({ timeout: 15_000 });
    await this.page.screenshot({ path: `${SCREENS}/${file}-builder.png` });
    this.count += 2;
    await publish(this.page, 'zh-CN');
    const seconds = Math.round((Date.now() - this.begun) / 1000);
    const fields = await this.canvas.locator('[data-field]').count();
    fs.writeFileSync(`${SCREENS}/${file}.json`, JSON.stringify({ form: file, fields, actions: this.count, seconds }));
    return file;
  }
}

/** The API name of what is built here, as its address says it. */
const entityOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1)!;

/**
 * An analyst builds and publishes a form; then a rep opens it, fills it in and saves it.
 * @param fill answers how the new record is called
 */
export async function builtAndFilled(
  browser: Browser,
  build: (page: Page) => Promise<string>,
  fill: (page: Page) => Promise<string>,
): Promise<void> {
  test.setTimeout(180_000);
  const analyst = await pageOf(browser, 'analyst', 'zh-CN');
  const file = await build(analyst);
  const rep = await pageOf(browser, 'sales', 'zh-CN');
  await rep.goto(`/e/${entityOf(analyst)}/new`);
  await expect(rep.getByRole('button', { name: '保存' })).toBeVisible({ timeout: 60_000 });
  const name = await fill(rep);
  await rep.screenshot({ path: `${SCREENS}/${file}-filled.png`, fullPage: true });
  await rep.getByRole('button', { name: '保存' }).click();
  await expect(rep.getByRole('heading', { level: 1 })).toContainText(name, { timeout: 45_000 });
  for (const page of [analyst, rep]) await page.context().close();
}
