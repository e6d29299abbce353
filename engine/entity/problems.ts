import type { ProblemTable } from '../kernel/problems';

/** What can be wrong with an entity document. `{field}`, `{entity}` … are labels or names out of the problem's data. */
export const entityProblems: ProblemTable = {
  'entity.nameInvalid': {
    status: 422,
    words: {
      'zh-CN': '名称“{name}”不可用。请以小写英文字母开头，只用小写字母、数字和单个下划线，不超过 40 个字符。',
      en: 'The name “{name}” cannot be used. Begin with a small letter; use small letters, digits and single underscores, at most 40.',
    },
  },
  'entity.nameReserved': {
    status: 422,
    words: {
      'zh-CN': '“{name}”是系统保留的名称，请换一个。',
      en: '“{name}” is a name the system keeps for itself. Choose another one.',
    },
  },
  'entity.nameTaken': {
    status: 422,
    words: {
      'zh-CN': '名称“{name}”已被“{other}”使用，请换一个名称。',
      en: 'The name “{name}” already belongs to {other}. Choose another name.',
    },
  },
  'entity.nameFormer': {
    status: 422,
    words: {
      'zh-CN': '“{name}”是“{other}”的旧名称，别处可能仍在引用，请换一个名称。',
      en: '“{name}” is a former name of {other}, which others may still use. Choose another name.',
    },
  },
  'entity.nameMoved': {
    status: 422,
    words: {
      'zh-CN': '名称“{name}”由“{other}”转给“{field}”。表单、规则和报表里写着这个名称的地方，今后指“{field}”，请检查。',
      en: 'The name “{name}” goes from {other} to {field}. Forms, rules and reports that say it mean {field} from now on: look at them.',
    },
  },
  'entity.idTaken': {
    status: 422,
    words: {
      'zh-CN': '“{label}”和“{other}”的内部编号相同。请删除“{label}”后重新添加。',
      en: '{label} and {other} have the same identity. Remove {label} and add it again.',
    },
  },
  'entity.typeUnknown': {
    status: 422,
    words: {
      'zh-CN': '“{field}”的字段类型“{type}”没有安装。请换一种类型，或安装提供它的插件。',
      en: 'The type “{type}” of {field} is not installed. Choose another type, or install the plugin that brings it.',
    },
  },
  'entity.typeChanged': {
    status: 422,
    words: {
      'zh-CN': '“{field}”已有数据，类型不能由“{before}”改为“{after}”。请新建一个字段，转移数据后再移除原字段。',
      en: '{field} holds values, so its type cannot change from “{before}” to “{after}”. Add a new field, carry the values over, then remove the old one.',
    },
  },
  'entity.targetChanged': {
    status: 422,
    words: {
      'zh-CN': '“{field}”已有数据指向“{before}”，不能改为指向“{after}”。请新建一个字段。',
      en: '{field} points to records of {before} and cannot be turned to {after}. Add a new field.',
    },
  },
  'entity.targetUnknown': {
    status: 422,
    words: {
      'zh-CN': '“{field}”要关联的“{target}”不存在。请选择一个已有的实体，或同时发布它。',
      en: '{field} points to “{target}”, which does not exist. Choose an existing entity, or publish that one together with this.',
    },
  },
  'entity.targetMissing': {
    status: 422,
    words: {
      'zh-CN': '请选择“{field}”要关联的实体。',
      en: 'Choose which entity {field} points to.',
    },
  },
  'entity.titleUnknown': {
    status: 422,
    words: {
      'zh-CN': '标题字段“{name}”不存在。请选择本实体的一个文本字段。',
      en: 'The title field “{name}” does not exist. Choose a text field of this entity.',
    },
  },
  'entity.titleUnsuitable': {
    status: 422,
    words: {
      'zh-CN': '“{field}”不能作标题，标题须是单行文本、数字或日期。请选择另一个字段。',
      en: '{field} cannot name a record. Choose a field that holds a text, a number or a date.',
    },
  },
  'entity.uniqueUnsuitable': {
    status: 422,
    words: {
      'zh-CN': '“{field}”这类字段不能要求“不可重复”。请取消该设置。',
      en: 'Values of {field} cannot be kept unique. Turn “unique” off.',
    },
  },
  'entity.encryptedUnsuitable': {
    status: 422,
    words: {
      'zh-CN': '“{type}”字段不能加密，只有文字和数字可以。请取消“{field}”的加密。',
      en: 'A field of the type “{type}” cannot be encrypted; texts and numbers can. Turn encryption of {field} off.',
    },
  },
  'entity.encryptedLines': {
    status: 422,
    words: {
      'zh-CN': '明细表的列“{field}”不能加密。请把它移到记录本身，或取消加密。',
      en: '{field} is a column of line items and cannot be encrypted. Move it to the record, or turn encryption off.',
    },
  },
  'entity.derivedInLines': {
    status: 422,
    words: {
      'zh-CN': '“{field}”不能放在明细表里，请放到记录本身。',
      en: '“{field}” cannot be a column of line items. Put it on the record itself.',
    },
  },
  'entity.derivedMoves': {
    status: 422,
    words: {
      'zh-CN': '“{field}”的结果会保存下来，不能用 {name}：它不经修改就会变化。请在筛选或规则里使用 {name}。',
      en: 'The result of “{field}” is stored, so it cannot use {name}, which changes by itself. Use {name} in filters and rules.',
    },
  },
  'entity.derivedSecret': {
    status: 422,
    words: {
      'zh-CN': '“{field}”用到了加密字段“{other}”，加密的值不能参与计算。',
      en: '“{field}” uses “{other}”, which is encrypted and cannot be computed with.',
    },
  },
  'entity.derivedCircle': {
    status: 422,
    words: {
      'zh-CN': '“{field}”会用自己来计算自己：{way}。请改掉其中一处。',
      en: '“{field}” would be computed from itself: {way}. Change one of them.',
    },
  },
  'entity.lookupRelation': {
    status: 422,
    words: {
      'zh-CN': '“{field}”要通过一个关联字段来引用，请选择本实体的关联字段。',
      en: '“{field}” needs a relation of this entity to look along. Choose one.',
    },
  },
  'entity.lookupField': {
    status: 422,
    words: {
      'zh-CN': '“{entity}”没有“{field}”所选的字段，请重新选择。',
      en: '{entity} does not have the field chosen for “{field}”. Choose another.',
    },
  },
  'entity.lookupUnsuited': {
    status: 422,
    words: {
      'zh-CN': '“{field}”不能引用“{other}”：明细表、文件和加密字段不能引用。',
      en: '“{field}” cannot show “{other}”: line items, files and encrypted fields cannot be looked up.',
    },
  },
  'entity.rollupChildren': {
    status: 422,
    words: {
      'zh-CN': '“{field}”要汇总的对象不存在，或没有指向“{entity}”。请选择明细表，或指向它的关联。',
      en: 'What “{field}” rolls up does not exist or does not point to {entity}. Choose line items, or a relation that points here.',
    },
  },
  'entity.rollupUnsuited': {
    status: 422,
    words: {
      'zh-CN':
        '“{field}”不能这样汇总“{other}”：合计和平均用于数字，最小和最大用于数字和日期，列出用于文字、数字和日期；选项、引用和加密字段请先用公式字段转换。',
      en: '“{field}” cannot roll up “{other}” in this way: sums and averages take numbers, smallest and largest numbers and dates, lists texts, numbers and dates. Choices, look-ups and encrypted fields need a formula first.',
    },
  },
  'entity.rollupWhere': {
    status: 422,
    words: {
      'zh-CN': '“{field}”的条件只能用下级记录自己的字段，不能用“{path}”。请在下级记录上加一个公式字段。',
      en: 'The condition of “{field}” may use only the fields of the children themselves, not “{path}”. Add a formula to the children.',
    },
  },
  'entity.treeElsewhere': {
    status: 422,
    words: {
      'zh-CN': '“{field}”要作为树形结构的上级，必须指向“{entity}”自身。',
      en: 'To be the parent in a tree, “{field}” must point to {entity} itself.',
    },
  },
  'entity.treeCircles': {
    status: 422,
    words: {
      'zh-CN':
        '“{field}”要作为树形结构的上级，但现有 {count} 处循环：{circles}。请先在每处循环中改掉或清空一条记录的上级。',
      en: '“{field}” cannot be the parent in a tree yet: {count} circle(s) of records are above themselves: {circles}. In each, change or empty the parent of one record first.',
    },
  },
  'entity.treeTwice': {
    status: 422,
    words: {
      'zh-CN': '树形结构的上级已经是“{other}”，“{field}”不能再是。',
      en: '“{other}” is the parent in the tree already; “{field}” cannot be another.',
    },
  },
  'entity.uniqueField': {
    status: 422,
    words: {
      'zh-CN': '不可重复的组合里用到了不存在的字段“{name}”，请改选或去掉。',
      en: 'A combination that must be unique names the field “{name}”, which is not there. Choose another or take it out.',
    },
  },
  'entity.labelEmpty': {
    status: 422,
    words: { 'zh-CN': '请给“{name}”填写标签。', en: 'Give “{name}” a label.' },
  },
  'entity.defaultBad': {
    status: 422,
    words: {
      'zh-CN': '“{field}”的默认值不符合该字段的要求，请修改默认值。',
      en: 'The default of {field} is not a value the field accepts. Change the default.',
    },
  },
  'entity.platformFixed': {
    status: 422,
    words: {
      'zh-CN': '“{entity}”由平台提供，只能修改标签和说明，不能增删或改动字段“{field}”。',
      en: '{entity} belongs to the platform: its labels may change, but not its field {field}.',
    },
  },
  'entity.duplicates': {
    status: 422,
    words: {
      'zh-CN': '“{field}”已有重复的值：{values}。请先改掉重复的值，再设为不可重复。',
      en: '{field} already holds values more than once: {values}. Change them first, then make the field unique.',
    },
  },
};
