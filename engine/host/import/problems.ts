import type { ProblemTable } from '../../kernel/problems';

export const importProblems: ProblemTable = {
  'import.empty': {
    status: 400,
    words: {
      'zh-CN': '文件是空的。请选择有内容的 CSV 或 Excel 文件。',
      en: 'The file is empty. Choose a CSV or Excel file with rows in it.',
    },
  },
  'import.unreadable': {
    status: 415,
    words: {
      'zh-CN': '无法读取这个 Excel 文件，它可能已损坏或有密码。请重新保存后再试。',
      en: 'This Excel file cannot be read; it may be damaged or protected by a password. Save it again and retry.',
    },
  },
  'import.noSheet': {
    status: 400,
    words: { 'zh-CN': '文件里没有名为「{sheet}」的工作表。', en: 'The file has no sheet named “{sheet}”.' },
  },
  'import.encoding': {
    status: 400,
    words: {
      'zh-CN': '不支持编码「{encoding}」。请选择 UTF-8、GB18030 或 UTF-16。',
      en: 'The encoding “{encoding}” is not supported. Choose UTF-8, GB18030 or UTF-16.',
    },
  },
  'import.noFile': {
    status: 404,
    words: { 'zh-CN': '找不到上传的文件。请重新上传。', en: 'The uploaded file is gone. Upload it again.' },
  },
  'import.noMapping': {
    status: 400,
    words: { 'zh-CN': '请至少为一列选择对应的字段。', en: 'Choose a field for at least one column.' },
  },
  'import.fieldTwice': {
    status: 400,
    words: {
      'zh-CN': '字段「{field}」被两列同时使用。请只保留一列。',
      en: 'The field “{field}” is used by two columns. Keep one of them.',
    },
  },
  'import.missingRequired': {
    status: 400,
    words: {
      'zh-CN': '必填字段「{field}」还没有对应的列。',
      en: 'No column is mapped to the required field “{field}”.',
    },
  },
  'import.noJob': { status: 404, words: { 'zh-CN': '找不到这次导入。', en: 'This import does not exist.' } },
  'import.notFound': {
    status: 422,
    words: { 'zh-CN': '「{field}」里没有名为「{value}」的记录。', en: '“{field}” has no record named “{value}”.' },
  },
  'import.ambiguous': {
    status: 422,
    words: {
      'zh-CN': '「{field}」里有多条名为「{value}」的记录，请用唯一的名称。',
      en: '“{field}” has several records named “{value}”; use a name that is unique.',
    },
  },
  'import.openQuote': {
    status: 400,
    words: {
      'zh-CN': '第 {line} 行有一个引号没有结束，之后的内容无法分列。请在文件里补上或删除这个引号。',
      en: 'A quotation mark in line {line} is never closed, so what follows cannot be split into columns. Close it or delete it in the file.',
    },
  },
  'import.tooLarge': {
    status: 413,
    words: {
      'zh-CN': '文件展开后超过 {limit}。请拆分后再导入。',
      en: 'The file holds more than {limit}. Split it and import the parts.',
    },
  },
  'import.noEntity': {
    status: 409,
    words: {
      'zh-CN': '要导入到的表已不存在。',
      en: 'The entity this import writes to is no more.',
    },
  },
  'import.broken': {
    status: 500,
    words: {
      'zh-CN': '导入遇到意外错误而停止，之前的行已导入。请稍后点“继续”，或联系管理员。',
      en: 'The import stopped at an unexpected error; the rows before it are in. Try “Resume” later, or tell your administrator.',
    },
  },
  'import.notNow': {
    status: 409,
    words: {
      'zh-CN': '这次导入现在不能这样做，请刷新后再看。',
      en: 'This cannot be done with the import now. Look again.',
    },
  },
  'import.twoLines': {
    status: 400,
    words: {
      'zh-CN': '一次只能导入一张明细表，这里同时用到了「{a}」和「{b}」。',
      en: 'One file fills one table of line items; this one uses both “{a}” and “{b}”.',
    },
  },
  'import.linesNeedKey': {
    status: 400,
    words: {
      'zh-CN': '导入明细「{field}」时，请选择用哪几列来判断哪些行属于同一条记录（如订单号）。',
      en: 'To import “{field}”, choose the columns that tell which lines belong to one record (such as the order number).',
    },
  },
  'import.notAName': {
    status: 400,
    words: {
      'zh-CN': '「{field}」不能按「{by}」查找，请选择标题或不重复的字段。',
      en: '“{field}” cannot be found by “{by}”. Choose its title or a unique field.',
    },
  },
  'import.mayNotCreate': {
    status: 403,
    words: {
      'zh-CN': '您不能新建{entity}，所以「{field}」里没有的记录无法自动新建。',
      en: 'You may not create {entity}, so records missing in “{field}” cannot be made.',
    },
  },
  'import.mayNotUpdate': {
    status: 403,
    words: {
      'zh-CN': '您不能修改{entity}。请选择“只新增”。',
      en: 'You may not change {entity}. Choose “only new ones”.',
    },
  },
  'import.keyNotMapped': {
    status: 400,
    words: {
      'zh-CN': '用来匹配的字段「{field}」还没有对应的列。',
      en: 'No column is mapped to the match field “{field}”.',
    },
  },
  'import.idIsKey': {
    status: 400,
    words: {
      'zh-CN': '「{field}」只能单独用来匹配。',
      en: '“{field}” matches alone, without other fields.',
    },
  },
  'import.twice': {
    status: 422,
    words: {
      'zh-CN': '与第 {line} 行重复。',
      en: 'The same as in line {line}.',
    },
  },
  'import.apart': {
    status: 422,
    words: {
      'zh-CN': '这一行与第 {line} 行属于同一条记录，却没有排在一起。请先按匹配列排序。',
      en: 'This line belongs to the record of line {line} but stands apart from it. Sort the file by the match columns.',
    },
  },
  'import.headDiffers': {
    status: 422,
    words: {
      'zh-CN': '同一条记录的各行中「{field}」不一致（见第 {line} 行）。',
      en: 'The lines of one record differ in “{field}” (see line {line}).',
    },
  },
  'import.sameRecord': {
    status: 422,
    words: {
      'zh-CN': '与第 {line} 行是同一条记录，一起未导入。',
      en: 'Part of the record of line {line}, which was not imported.',
    },
  },
  'import.keyEmpty': {
    status: 422,
    words: {
      'zh-CN': '用来匹配的「{field}」是空的。',
      en: 'The match field “{field}” is empty.',
    },
  },
  'import.ambiguousKey': {
    status: 422,
    words: {
      'zh-CN': '有多条记录的「{field}」与此相同，无法判断是哪一条。',
      en: 'Several records have this “{field}”; it does not tell which one is meant.',
    },
  },
  'import.noMatch': {
    status: 422,
    words: {
      'zh-CN': '没有「{field}」与此相同的记录。',
      en: 'No record has this “{field}”.',
    },
  },
  'import.exists': {
    status: 422,
    words: {
      'zh-CN': '「{field}」与此相同的记录已经存在。',
      en: 'A record with this “{field}” exists already.',
    },
  },
  'import.linkLost': {
    status: 422,
    words: {
      'zh-CN': '记录已导入，但「{field}」指向的「{value}」没有导入成功，暂时为空。',
      en: 'The record is in, but “{value}”, which its “{field}” names, is not; the field is empty.',
    },
  },
  'import.changedSince': {
    status: 409,
    words: {
      'zh-CN': '导入之后有人改过{fields}，保留现在的值。',
      en: 'Somebody has changed {fields} since; the present values stay.',
    },
  },
  'import.goneSince': {
    status: 409,
    words: {
      'zh-CN': '导入之后这条记录被删除或恢复过，保持现状。',
      en: 'The record was deleted or restored since; it stays as it is.',
    },
  },
  'import.usedSince': {
    status: 409,
    words: {
      'zh-CN': '导入之后有人改过这条记录，保留不删。',
      en: 'Somebody has changed this record since; it stays.',
    },
  },
  'import.inUse': {
    status: 409,
    words: {
      'zh-CN': '有其他记录正在使用它，保留不删。',
      en: 'Other records point to it; it stays.',
    },
  },
  'import.notUndoable': {
    status: 409,
    words: {
      'zh-CN': '只有已结束的导入才能撤销，且只能撤销一次。',
      en: 'Only an import that is over can be undone, and only once.',
    },
  },
  'export.none': {
    status: 404,
    words: {
      'zh-CN': '找不到这次导出。',
      en: 'This export does not exist.',
    },
  },
};
