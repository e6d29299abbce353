import type { ProblemTable } from '../kernel/problems';
import { patternProblems } from './problems-patterns';
import { schemaProblems } from './schema-problems';
import { migrationProblems } from './problems-migrations';
import { fillProblems } from './problems-fills';
import { ruleProblems } from './problems-rules';
import { typeProblems } from './problems-types';
import { moreTypeProblems } from './problems-types-more';

/** Words of everything the form engine finds wrong. `{label}` is the field's own label; the pipeline fills it in. */
export const formProblems: ProblemTable = {
  ...typeProblems,
  ...moreTypeProblems,
  ...patternProblems,
  ...schemaProblems,
  ...migrationProblems,

  // values
  'field.required': { status: 422, words: { 'zh-CN': '请填写“{label}”。', en: 'Fill in “{label}”.' } },
  'field.unknown': {
    status: 422,
    words: { 'zh-CN': '没有名为“{field}”的字段。请删去它。', en: 'There is no field “{field}”. Leave it out.' },
  },
  'field.readOnly': {
    status: 422,
    words: { 'zh-CN': '“{label}”在这里不能修改。', en: '“{label}” cannot be changed here.' },
  },
  'field.text': { status: 422, words: { 'zh-CN': '“{label}”要填文字。', en: '“{label}” takes a text.' } },
  'field.tooLong': {
    status: 422,
    words: {
      'zh-CN': '“{label}”最多 {max} 个字，现在有 {length} 个。',
      en: '“{label}” takes at most {max} characters; this has {length}.',
    },
  },
  'field.controlCharacter': {
    status: 422,
    words: {
      'zh-CN': '“{label}”的第 {position} 个字符（{character}）无法保存，请删去。',
      en: '“{label}” holds a character that cannot be kept ({character}, position {position}). Delete it.',
    },
  },
  'field.number': {
    status: 422,
    words: { 'zh-CN': '“{label}”要填数字，例如 1234.5。', en: '“{label}” takes a number, such as 1234.5.' },
  },
  'field.integer': {
    status: 422,
    words: { 'zh-CN': '“{label}”要填整数，不能有小数。', en: '“{label}” takes a whole number, without decimals.' },
  },
  'field.decimals': {
    status: 422,
    words: { 'zh-CN': '“{label}”最多 {max} 位小数。', en: '“{label}” takes at most {max} decimals.' },
  },
  'field.tooLarge': {
    status: 422,
    words: {
      'zh-CN': '“{label}”的整数部分最多 {max} 位。',
      en: '“{label}” takes at most {max} digits before the decimal point.',
    },
  },
  'field.min': {
    status: 422,
    words: { 'zh-CN': '“{label}”不能小于 {min}。', en: '“{label}” must be at least {min}.' },
  },
  'field.max': { status: 422, words: { 'zh-CN': '“{label}”不能大于 {max}。', en: '“{label}” must be at most {max}.' } },
  'field.choice': {
    status: 422,
    words: {
      'zh-CN': '“{label}”没有“{value}”这个选项，请从列表中选择。',
      en: '“{label}” has no option “{value}”. Choose from its list.',
    },
  },
  'field.yesNo': { status: 422, words: { 'zh-CN': '“{label}”要填是或否。', en: '“{label}” takes yes or no.' } },
  'field.date': {
    status: 422,
    words: { 'zh-CN': '“{label}”要填日期，例如 2026-03-05。', en: '“{label}” takes a date, such as 2026-03-05.' },
  },
  'field.dateTime': {
    status: 422,
    words: {
      'zh-CN': '“{label}”要填日期和时间，例如 2026-03-05 09:30。',
      en: '“{label}” takes a date and time, such as 2026-03-05 09:30.',
    },
  },
  'field.record': {
    status: 422,
    words: { 'zh-CN': '“{label}”要从列表中选一条记录。', en: '“{label}” takes a record chosen from its list.' },
  },
  'field.person': {
    status: 422,
    words: { 'zh-CN': '“{label}”要从列表中选一个人。', en: '“{label}” takes a person chosen from the list.' },
  },
  'field.file': {
    status: 422,
    words: {
      'zh-CN': '“{label}”里有一个没有上传完成的文件，请重新上传。',
      en: '“{label}” holds a file that was not uploaded. Upload it again.',
    },
  },
  'field.list': { status: 422, words: { 'zh-CN': '“{label}”要填一个列表。', en: '“{label}” takes a list.' } },
  'field.twice': { status: 422, words: { 'zh-CN': '“{label}”里有重复的项。', en: '“{label}” names something twice.' } },
  'field.tooMany': {
    status: 422,
    words: { 'zh-CN': '“{label}”最多选 {max} 项。', en: '“{label}” takes at most {max} options.' },
  },
  'field.tooManyRows': {
    status: 422,
    words: { 'zh-CN': '“{label}”最多 {max} 行。', en: '“{label}” takes at most {max} rows.' },
  },
  'field.tooManyFiles': {
    status: 422,
    words: { 'zh-CN': '“{label}”最多 {max} 个文件。', en: '“{label}” takes at most {max} files.' },
  },
  'field.repeated': {
    status: 422,
    words: {
      'zh-CN': '{label}与第 {row} 行相同，而这一列不能重复。',
      en: '{label} repeats row {row}; this column takes each value once.',
    },
  },
  'field.row': {
    status: 422,
    words: { 'zh-CN': '“{label}”里有一行无法读取。', en: '“{label}” holds a row that cannot be read.' },
  },

  // options of a field
  'field.options.range': {
    status: 422,
    words: { 'zh-CN': '最小值 {min} 大于最大值 {max}。', en: 'The smallest value {min} is above the largest {max}.' },
  },
  'field.options.noChoice': { status: 422, words: { 'zh-CN': '至少要有一个选项。', en: 'Give at least one option.' } },
  'field.options.choiceTwice': {
    status: 422,
    words: { 'zh-CN': '选项值“{value}”出现了两次。', en: 'The option value “{value}” is there twice.' },
  },
  'field.options.rollupField': {
    status: 422,
    words: { 'zh-CN': '请选择要汇总的字段，或改为“条数”。', en: 'Choose the field to roll up, or count the records.' },
  },
  'field.options.numberPlace': {
    status: 422,
    words: {
      'zh-CN': '编号格式里的 {place} 不认识。可用：{yyyy} {yy} {MM} {dd} 和一段 {0000}。',
      en: 'The pattern knows no {place}. There are {yyyy}, {yy}, {MM}, {dd} and {0000}.',
    },
  },
  'field.options.numberDigits': {
    status: 422,
    words: {
      'zh-CN': '编号格式里要有且只有一段流水号，例如 {0000}。',
      en: 'The pattern needs the digits of the number exactly once, such as {0000}.',
    },
  },
  'field.options.numberReset': {
    status: 422,
    words: {
      'zh-CN': '编号会重新从 1 开始，格式里要有 {place}，否则编号会重复。',
      en: 'The number begins again, so the pattern needs {place}; otherwise numbers would repeat.',
    },
  },
  'field.options.linesInLines': {
    status: 422,
    words: { 'zh-CN': '明细表里不能再放明细表。', en: 'Line items cannot hold line items.' },
  },

  // form documents
  ...ruleProblems,
  ...fillProblems,
  'form.noEntity': {
    status: 422,
    words: {
      'zh-CN': '没有名为“{entity}”的实体。请选择一个已有的实体。',
      en: 'There is no entity “{entity}”. Choose one that exists.',
    },
  },
  'form.unknownField': {
    status: 422,
    words: {
      'zh-CN': '“{entity}”没有名为“{field}”的字段。请删去它，或先添加这个字段。',
      en: '“{entity}” has no field “{field}”. Take it out, or add the field first.',
    },
  },
  'form.systemField': {
    status: 422,
    words: {
      'zh-CN': '系统字段“{field}”不能放进表单。',
      en: 'The system field “{field}” cannot be filled in by a form.',
    },
  },
  'form.derived': {
    status: 422,
    words: {
      'zh-CN': '“{label}”由系统计算，规则只能显示或隐藏它。',
      en: '“{label}” is computed by the system: a rule may only show or hide it.',
    },
  },
  'form.fieldTwice': {
    status: 422,
    words: { 'zh-CN': '“{label}”在表单里出现了两次。', en: '“{label}” is on the form twice.' },
  },
  'form.requiredMissing': {
    status: 422,
    words: {
      'zh-CN': '必填字段“{label}”不在表单里，也没有默认值：用这张表单无法新建记录。',
      en: 'The required field “{label}” is not on the form and has no default: nobody can create a record with this form.',
    },
  },
};
