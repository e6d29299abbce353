/** The words of explanations, in both languages, with the values compared as far as the asker may read them. */
import { mayRead, type Grant, type Scope } from '../../access/access';
import { compileExpression } from '../../expression/compile';
import type { FieldRight, Input, ShareLevel } from '../../kernel/api';
import { isMasked } from '../../kernel/api-shapes';
import { isObject, type Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { Refusal } from '../../kernel/problems';
import { say, type Locale, type Text } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import { resolvePath } from '../../query/names';
import { granteesOf } from '../../query/tests';
import type { Call } from '../contract';
import { schemaOf } from './records-context';
import { getRecord } from './records-read';

export type Told = Text;
type Action = Input<'access.explain'>['action'];

export const RIGHT: { readonly [R in FieldRight]: Text } = {
  none: { 'zh-CN': '隐藏', en: 'hidden' },
  masked: { 'zh-CN': '脱敏显示', en: 'masked' },
  read: { 'zh-CN': '只读', en: 'read only' },
  edit: { 'zh-CN': '可编辑', en: 'editable' },
};
const ACTION: { readonly [A in Action]: Text } = {
  create: { 'zh-CN': '新建', en: 'create' },
  read: { 'zh-CN': '查看', en: 'see' },
  update: { 'zh-CN': '修改', en: 'change' },
  delete: { 'zh-CN': '删除', en: 'delete' },
};
const SCOPE: { readonly [S in Scope]: Text } = {
  none: { 'zh-CN': '没有记录', en: 'no records' },
  own: { 'zh-CN': '本人的记录', en: 'their own records' },
  department: { 'zh-CN': '本部门的记录', en: 'records of their department' },
  below: { 'zh-CN': '本部门及下级部门的记录', en: 'records of their department and those below' },
  all: { 'zh-CN': '全部记录', en: 'all records' },
};

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

export class Words {
  private constructor(
    readonly call: Call,
    readonly entity: EntityModel,
    /** The values of the record that conditions read, as the asker may read them, by path. */
    readonly values: ReadonlyMap<string, { readonly field: FieldModel; readonly value: Json }>,
    /** Names of departments by id. */
    readonly departments: ReadonlyMap<string, string>,
  ) {}

  /** Loads what sentences will name: the values that the person's conditions read, people, departments. */
  static async of(call: Call, person: Viewer, entity: EntityModel, record: string | undefined): Promise<Words> {
    const departments = await call.host.pool.query<{ id: string; name: string }>('select id, name from department');
    const places = new Map(departments.rows.map(({ id, name }) => [id, name]));
    const values = record === undefined ? new Map() : await valuesRead(call, person, entity, record);
    return new Words(call, entity, values, places);
  }

  verdict(
    person: Viewer,
    asked: {
      readonly entity: EntityModel;
      readonly field: FieldModel | undefined;
      readonly action: Action;
      readonly isAllowed: boolean;
      readonly right: FieldRight | null;
    },
  ): Text {
    const { entity, field, action, isAllowed, right } = asked;
    const isSelf = person.id === this.call.viewer.id;
    const [zhWho, enWho] = isSelf ? ['您', 'You'] : [person.name, person.name];
    const [zhMay, enMay] = isAllowed ? ['可以', 'may'] : ['不能', 'may not'];
    if (field && right === 'masked' && action === 'read') {
      return text(
        `${zhWho}只能看到脱敏后的“${field.label['zh-CN']}”。`,
        `${enWho} see${isSelf ? '' : 's'} "${field.label.en}" masked only.`,
      );
    }
    const of = field?.label ?? entity.label;
    return text(
      `${zhWho}${zhMay}${ACTION[action]['zh-CN']}“${of['zh-CN']}”。`,
      `${enWho} ${enMay} ${ACTION[action].en} "${of.en}".`,
    );
  }

  noRole(person: Viewer): Text {
    const { label } = this.entity;
    const [zh, en] = person.id === this.call.viewer.id ? ['您', 'You have'] : [person.name, `${person.name} has`];
    return text(`${zh}没有可以查看“${label['zh-CN']}”的角色。`, `${en} no role that opens "${label.en}".`);
  }

  inactive({ name }: Viewer): Text {
    return text(`${name}已停用，不能登录。`, `${name} is deactivated and cannot sign in.`);
  }

  inTrash(): Text {
    return text('这条记录在回收站里。', 'The record is in the trash.');
  }

  role({ role }: Grant, action: Action, isClosed: boolean, isHere = true): Text {
    const [zh, en] = [role.label['zh-CN'] || role.name, role.label.en || role.name];
    if (isClosed) {
      return text(`角色“${zh}”：不能${ACTION[action]['zh-CN']}`, `Role "${en}": may not ${ACTION[action].en}`);
    }
    if (!isHere) {
      return text(
        `角色“${zh}”：可${ACTION[action]['zh-CN']}，但不包括这条记录`,
        `Role "${en}": may ${ACTION[action].en}, but not this record`,
      );
    }
    return text(`角色“${zh}”：可${ACTION[action]['zh-CN']}`, `Role "${en}": may ${ACTION[action].en}`);
  }

  roleCreates(grant: Grant): Text {
    return this.role(grant, 'create', grant.create === undefined);
  }

  /** `本部门及下级部门的记录：所有人王芳，属于华东/青岛；李雷属于华北`. */
  scope(
    scope: Scope,
    person: Viewer,
    owner: { readonly id: string | null; readonly path: string } | undefined,
    holds: boolean,
  ): Text {
    const { 'zh-CN': zh, en } = SCOPE[scope];
    const shown = this.values.get('owner_id')?.value;
    if (!owner || scope === 'all' || !isObject(shown)) return text(`范围：${zh}`, `Rows: ${en}`);
    const name = typeof shown.title === 'string' ? shown.title : '—';
    const [theirs, mine] = [this.#department(owner.path), this.#department(person.departmentPath)];
    const sign = holds ? '' : '，不在范围内';
    return text(
      `范围：${zh}（负责人：${name}，部门：${theirs['zh-CN']}；${person.name}的部门：${mine['zh-CN']}${sign}）`,
      `Rows: ${en} (owner: ${name}, of ${theirs.en}; ${person.name} is of ${mine.en})`,
    );
  }

  #department(path: string): Text {
    const names = path
      .split('/')
      .filter(Boolean)
      .map((id) => this.departments.get(id) ?? '…');
    return names.length === 0 ? text('无', 'no department') : text(names.join('/'), names.join('/'));
  }

  /** The condition with the values it compared; not even its text where it speaks of fields the asker may not read. */
  condition(source: string): Text {
    const { host, viewer } = this.call;
    const scope = { model: host.model(), entity: this.entity };
    const isVisible = (entity: EntityModel, field: FieldModel) => mayRead(host.access(viewer), entity, field);
    if (!compileExpression(source, scope, 'boolean').ok) {
      return text(
        `条件“${source}”已失效（引用的字段不存在），按不满足处理`,
        `The condition "${source}" no longer means anything, so it is not met`,
      );
    }
    const compiled = compileExpression(source, { ...scope, isVisible }, 'boolean');
    if (!compiled.ok) return text('条件：涉及您看不到的字段', 'A condition on fields you may not read');
    const said = (locale: Locale): string =>
      compiled.expression.uses
        .flatMap(({ path }) => {
          const found = this.values.get(path);
          return found ? [`${say(found.field.label, locale)} = ${this.#value(found.field, found.value, locale)}`] : [];
        })
        .join(locale === 'en' ? '; ' : '；');
    const [zh, en] = [said('zh-CN'), said('en')];
    return text(
      zh ? `条件：${source}（当前：${zh}）` : `条件：${source}`,
      en ? `Condition: ${source} (now: ${en})` : `Condition: ${source}`,
    );
  }

  #value(field: FieldModel, value: Json, locale: Locale): string {
    if (value === null) return locale === 'en' ? 'empty' : '空';
    if (isMasked(value)) return value.masked;
    if (isObject(value) && typeof value.title === 'string') return value.title;
    const { registry } = this.call.host;
    return (
      registry.fieldTypes.get(field.type)?.format(value, field.options, locale, this.call.viewer.timeZone) ??
      String(value)
    );
  }

  notShared(): Text {
    return text('没有被单独共享', 'It was not shared');
  }

  /** The shares of the record that reach the person, over or not. */
  async shares(
    entity: EntityModel,
    record: string,
    person: Viewer,
    roleIds: readonly string[],
  ): Promise<readonly { readonly isOver: boolean; readonly level: ShareLevel; readonly told: Text }[]> {
    const { host } = this.call;
    const { rows } = await host.pool.query<{
      grantee: string;
      level: ShareLevel;
      until: Date | null;
      by: string | null;
    }>(
      `select s.grantee, s.level, s.until, p.name as by from record_share s left join person p on p.id = s.by_id
        where s.record_id = $1 and s.entity_id = $2 and s.grantee = any($3::text[]) order by s.at`,
      [record, entity.id, granteesOf(person, roleIds)],
    );
    return rows.map(({ grantee, level, until, by }) => {
      const isOver = until !== null && until <= host.clock.now();
      const kind = grantee.split(':')[0];
      const [zhWith, enWith] =
        kind === 'person'
          ? ['本人', 'the person']
          : kind === 'role'
            ? ['其角色', 'a role of theirs']
            : ['其部门', 'their department'];
      const [zhLevel, enLevel] = level === 'edit' ? ['可编辑', 'to edit'] : ['可查看', 'to read'];
      const day = until?.toISOString().slice(0, 10);
      const zhEnd = day ? `，${isOver ? '已于' : '至'} ${day} ${isOver ? '到期' : '止'}` : '';
      const enEnd = day ? `, ${isOver ? 'ended' : 'until'} ${day}` : '';
      return {
        isOver,
        level,
        told: text(
          `${by ?? '—'}共享给${zhWith}（${zhLevel}${zhEnd}）`,
          `Shared by ${by ?? '—'} with ${enWith} (${enLevel}${enEnd})`,
        ),
      };
    });
  }

  computed(field: FieldModel): Text {
    return field.system
      ? text(
          `“${field.label['zh-CN']}”由系统填写，任何人都不能修改`,
          `"${field.label.en}" is kept by the system; nobody changes it`,
        )
      : text(
          `“${field.label['zh-CN']}”是自动计算的，不能直接修改`,
          `"${field.label.en}" is computed; nobody changes it`,
        );
  }

  field(field: FieldModel, right: Text): Text {
    return text(`字段“${field.label['zh-CN']}”：${right['zh-CN']}`, `Field "${field.label.en}": ${right.en}`);
  }

  fieldRight({ role }: Grant, field: FieldModel, right: FieldRight): Text {
    return text(
      `角色“${role.label['zh-CN'] || role.name}”对“${field.label['zh-CN']}”：${RIGHT[right]['zh-CN']}`,
      `Role "${role.label.en || role.name}" on "${field.label.en}": ${RIGHT[right].en}`,
    );
  }
}

/** The values of the record that conditions of the person's roles read, as far as the asker may read them. */
async function valuesRead(call: Call, person: Viewer, entity: EntityModel, record: string): Promise<Words['values']> {
  const { host } = call;
  const sources = host
    .access(person)
    .grants(entity)
    .flatMap(({ rules }) => [rules.read, rules.update, rules.delete].flatMap(({ conditions }) => conditions));
  const paths = new Map<string, FieldModel>();
  // The owner is what row scopes compare.
  sources.push('owner_id == me');
  for (const source of new Set(sources)) {
    const compiled = compileExpression(source, { model: host.model(), entity }, 'boolean');
    if (!compiled.ok) continue;
    for (const { path } of compiled.expression.uses) {
      try {
        const found = resolvePath(schemaOf(call), entity, path, [], 'masked');
        if (!found.lines && found.field.kind !== 'lines') paths.set(path, found.field);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
  if (paths.size === 0) return new Map();
  try {
    const values = await getRecord(call, entity.name, record, [...paths.keys()]);
    return new Map(
      [...paths].flatMap(([path, field]) => (path in values ? [[path, { field, value: values[path]! }]] : [])),
    );
  } catch (error) {
    if (error instanceof Refusal) return new Map();
    throw error;
  }
}
