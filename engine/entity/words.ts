import type { FieldUse } from '../kernel/documents.generated';
import { isObject } from '../kernel/json';
import type { EntityModel } from '../kernel/model';
import { say, type Text } from '../kernel/text';
import type { EntityChange } from './diff';
import { lineFields } from './model';

type Of<D extends EntityChange['do']> = Extract<EntityChange, { do: D }>;
const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });
const zh = (text: Text, fallback = ''): string => say(text, 'zh-CN', fallback);
const en = (text: Text, fallback = ''): string => say(text, 'en', fallback);

/** At most eight labels, then how many more. */
function names(labels: readonly Text[]): Text {
  const shown = labels.slice(0, 8);
  const more = labels.length - shown.length;
  return both(
    shown.map((label) => zh(label)).join('、') + (more > 0 ? `等 ${labels.length} 个` : ''),
    shown.map((label) => en(label)).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  );
}

/** "订单明细 的“数量”" for a column of line items, else the field's label. */
function fieldOf(change: { readonly use: FieldUse; readonly lines?: FieldUse }): Text {
  const { use, lines } = change;
  if (!lines) return both(`“${zh(use.label, use.name)}”`, `“${en(use.label, use.name)}”`);
  return both(
    `“${zh(lines.label, lines.name)}”中的“${zh(use.label, use.name)}”`,
    `“${en(use.label, use.name)}” of “${en(lines.label, lines.name)}”`,
  );
}

export interface WordsContext {
  readonly entity: EntityModel;
  /** The table or column is there from an earlier life and comes back with its values. */
  readonly isReturning: boolean;
  /** What people call a field type. */
  typeLabel(type: string): Text;
  /** Labels of the fields whose values the field takes. */
  readonly sources: readonly Text[];
}

/** One sentence for each change, in both languages. Where the entity is meant, its label stands. */
export const wordsOf: { [D in EntityChange['do']]: (change: Of<D>, context: WordsContext) => Text } = {
  'entity.create': (_, { entity, isReturning }) => {
    const own = entity.fields.filter((field) => !field.system).map((field) => field.label);
    const [label, list] = [entity.label, names(own)];
    if (isReturning) {
      return both(`恢复“${zh(label)}”，原有记录都在。`, `Bring back ${en(label)}. The records it had are all there.`);
    }
    return both(
      `新建“${zh(label)}”，共 ${own.length} 个字段${own.length ? `：${zh(list)}` : ''}。`,
      `Create ${en(label)} with ${own.length} ${own.length === 1 ? 'field' : 'fields'}${own.length ? `: ${en(list)}` : ''}.`,
    );
  },
  'entity.rename': ({ from }, { entity }) =>
    both(
      `“${zh(entity.label)}”的名称由 ${from} 改为 ${entity.name}，旧名称继续有效。`,
      `Rename ${en(entity.label)} from ${from} to ${entity.name}. The former name stays valid.`,
    ),
  'entity.relabel': ({ from }, { entity }) =>
    both(`“${zh(from)}”改称“${zh(entity.label)}”。`, `Call ${en(from)} “${en(entity.label)}”.`),
  'entity.title': (_, { entity }) =>
    both(
      `“${zh(entity.label)}”的记录改用“${zh(entity.titleField.label)}”作标题。`,
      `Name the records of ${en(entity.label)} by “${en(entity.titleField.label)}”.`,
    ),
  'entity.describe': (_, { entity }) =>
    both(`更新“${zh(entity.label)}”的说明或图标。`, `Change the description or icon of ${en(entity.label)}.`),
  'field.add': (change, { entity, isReturning }) => {
    const field = fieldOf(change);
    const columns = lineFields(change.use.options).map((use) => use.label);
    const of = columns.length ? both(`（${zh(names(columns))}）`, ` (${en(names(columns))})`) : both('', '');
    return isReturning
      ? both(`恢复字段${zh(field)}，原有的值都在。`, `Bring back the field ${en(field)} with the values it had.`)
      : both(
          `“${zh(entity.label)}”增加字段${zh(field)}${zh(of)}。`,
          `Add the field ${en(field)}${of.en} to ${en(entity.label)}.`,
        );
  },
  'field.remove': (change, { entity }) =>
    both(
      `“${zh(entity.label)}”不再显示字段${zh(fieldOf(change))}。已有的值保留，可随时恢复。`,
      `Hide the field ${en(fieldOf(change))} of ${en(entity.label)}. Its values are kept and can be brought back.`,
    ),
  'field.rename': (change) =>
    both(
      `字段${zh(fieldOf(change))}的名称由 ${change.from} 改为 ${change.use.name}，旧名称继续有效。`,
      `Rename the field ${en(fieldOf(change))} from ${change.from} to ${change.use.name}. The former name stays valid.`,
    ),
  'field.relabel': (change) =>
    both(
      `字段“${zh(change.from)}”改称${zh(fieldOf(change))}。`,
      `Call the field “${en(change.from)}” ${en(fieldOf(change))}.`,
    ),
  'field.describe': (change) =>
    both(`更新字段${zh(fieldOf(change))}的提示。`, `Change the help of the field ${en(fieldOf(change))}.`),
  'field.require': (change) =>
    change.on
      ? both(`字段${zh(fieldOf(change))}改为必填。`, `Make the field ${en(fieldOf(change))} required.`)
      : both(`字段${zh(fieldOf(change))}不再必填。`, `The field ${en(fieldOf(change))} may be left empty.`),
  'field.unique': (change) =>
    change.on
      ? both(`字段${zh(fieldOf(change))}的值不可重复。`, `Keep the values of the field ${en(fieldOf(change))} unique.`)
      : both(`字段${zh(fieldOf(change))}的值可以重复。`, `Values of the field ${en(fieldOf(change))} may repeat.`),
  'field.default': (change) =>
    both(
      `更新字段${zh(fieldOf(change))}的默认值，只影响新记录。`,
      `Change the default of the field ${en(fieldOf(change))}; only new records take it.`,
    ),
  'field.options': (change) => optionWords(change),
  'unique.add': ({ unique }, { entity }) => {
    const together = combination(
      entity.uniques?.find(({ id }) => id === unique.id)?.fields.map(({ label }) => label) ?? [],
    );
    return both(
      `“${zh(entity.label)}”的${zh(together)}组合起来不可重复。`,
      `No two records of ${en(entity.label)} may have the same ${en(together)}.`,
    );
  },
  'unique.remove': ({ fields }, { entity }) => {
    const together = combination(fields);
    return both(
      `“${zh(entity.label)}”的${zh(together)}组合起来可以重复。`,
      `Records of ${en(entity.label)} may have the same ${en(together)}.`,
    );
  },
  'unique.describe': (_, { entity }) =>
    both(
      `更新“${zh(entity.label)}”的重复提示。`,
      `Change what ${en(entity.label)} says of records that are there twice.`,
    ),
  'field.encrypt': (change) =>
    change.on
      ? both(
          `加密字段${zh(fieldOf(change))}的值。明文列在发布后随即清空，不进回收站；此前的历史记录仍保存当时的明文，只有可查看该字段的人能看到，数据库备份亦同。此后只能按完全相等的值查找。`,
          `Encrypt the values of the field ${en(fieldOf(change))}. The column with the plain values is emptied right after the publication and not kept in the trash. History entries from before keep the plain values, shown only to those who may read the field; so do backups of the database. From now on it is found by equal values only.`,
        )
      : both(
          `取消字段${zh(fieldOf(change))}的加密，其值改为明文保存；此前的历史记录仍为密文。`,
          `Stop encrypting the field ${en(fieldOf(change))}: its values lie in the table as plain text. History entries from before stay encrypted.`,
        ),
  'field.convert': (change, { typeLabel }) => {
    const [was, is] = [typeLabel(change.before.type), typeLabel(change.use.type)];
    return both(
      `字段${zh(fieldOf(change))}由“${zh(was)}”改为“${zh(is)}”。`,
      `Turn the field ${en(fieldOf(change))} from “${en(was)}” into “${en(is)}”.`,
    );
  },
  'field.fill': (change, { sources }) =>
    both(
      `字段${zh(fieldOf(change))}取用“${zh(names(sources))}”的值。`,
      `Fill the field ${en(fieldOf(change))} with the values of “${en(names(sources))}”.`,
    ),
  'fields.order': ({ lines }, { entity }) =>
    both(
      `调整“${zh(lines?.label ?? entity.label)}”的字段顺序。`,
      `Change the order of the fields of ${en(lines?.label ?? entity.label)}.`,
    ),
};

const combination = (labels: readonly Text[]): Text =>
  both(labels.map((label) => `“${zh(label)}”`).join('＋'), labels.map((label) => `“${en(label)}”`).join(' + '));

function optionWords(change: Of<'field.options'>): Text {
  const field = fieldOf(change);
  const [was, is] = [choices(change.before), choices(change.use)];
  const added = [...is].filter(([value]) => !was.has(value)).map(([, label]) => label);
  const gone = [...was].filter(([value]) => !is.has(value)).map(([, label]) => label);
  const parts: Text[] = [];
  if (added.length > 0) {
    parts.push(
      both(
        `字段${zh(field)}增加选项：${zh(names(added))}。`,
        `Add choices to the field ${en(field)}: ${en(names(added))}.`,
      ),
    );
  }
  if (gone.length > 0) {
    parts.push(
      both(
        `字段${zh(field)}不再提供选项：${zh(names(gone))}；已选的记录保持不变。`,
        `Offer these choices of the field ${en(field)} no more: ${en(names(gone))}. Records that have them keep them.`,
      ),
    );
  }
  if (parts.length === 0) return both(`更新字段${zh(field)}的设置。`, `Change the settings of the field ${en(field)}.`);
  return both(parts.map((part) => zh(part)).join(''), parts.map((part) => en(part)).join(' '));
}

/** Value → label of the choices in a field's options; empty where it has none. */
function choices(use: FieldUse): ReadonlyMap<string, Text> {
  const list = use.options?.choices;
  const map = new Map<string, Text>();
  for (const choice of Array.isArray(list) ? (list as unknown[]) : []) {
    if (isObject(choice) && typeof choice.value === 'string') map.set(choice.value, choice.label as Text);
  }
  return map;
}
