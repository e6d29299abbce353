import type { ProblemTable } from '../../kernel/problems';

export const importProblems: ProblemTable = {
  'import.empty': {
    status: 400,
    words: {
      'zh-CN': '文件是空的。请选择有内容的 CSV 或 XLSX 文件。',
      en: 'The file is empty. Choose a CSV or XLSX file with rows in it.',
    },
  },
  'import.oldWorkbook': {
    status: 415,
    words: {
      'zh-CN': '这是旧版 Excel（.xls）文件。请在 Excel 中另存为 .xlsx 后再导入。',
      en: 'This is an old Excel file (.xls). Save it as .xlsx in Excel and import that.',
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
};
