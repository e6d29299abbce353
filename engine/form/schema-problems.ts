/** Faults of a JSON Schema, said to people: where in the value, and what is wanted there. */
import type { Json, JsonSchema } from '../kernel/json';
import { problem, type Problem, type ProblemTable } from '../kernel/problems';
import { compileSchema, type Fault, type Validator } from '../schema/validate';

const validators = new WeakMap<JsonSchema, Validator>();
/** The validator of a schema; made once. Formats are demanded: whoever states one means it. */
export function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema);
  if (known) return known;
  const made = compileSchema(schema, { checksFormats: true });
  validators.set(schema, made);
  return made;
}

/** Faults as problems, each at its place below the field. */
export const schemaFaults = (faults: readonly Fault[]): readonly Problem[] =>
  faults.slice(0, 20).map(({ path, keyword, wants }) => {
    const code = `schema.${keyword}`;
    const at = path.length === 0 ? '' : ` ${path.join('.')}`;
    const said = typeof wants === 'string' ? wants : JSON.stringify(wants);
    return problem(code in schemaProblems ? code : 'schema.other', [...path], {
      at: at.slice(0, 120),
      wants: (said ?? '').slice(0, 200) as Json & string,
      keyword,
    });
  });

const words = (zh: string, en: string) => ({
  status: 422,
  words: { 'zh-CN': `“{label}”{at}：${zh}`, en: `“{label}”{at}: ${en}` },
});

export const schemaProblems: ProblemTable = {
  'schema.type': words('应为 {wants} 类型。', 'This must be of type {wants}.'),
  'schema.required': words('缺少 {wants}。', '{wants} is missing.'),
  'schema.enum': words('只能是 {wants} 之一。', 'This must be one of {wants}.'),
  'schema.const': words('只能是 {wants}。', 'This must be {wants}.'),
  'schema.minimum': words('不能小于 {wants}。', 'This must be at least {wants}.'),
  'schema.maximum': words('不能大于 {wants}。', 'This must be at most {wants}.'),
  'schema.exclusiveMinimum': words('必须大于 {wants}。', 'This must be more than {wants}.'),
  'schema.exclusiveMaximum': words('必须小于 {wants}。', 'This must be less than {wants}.'),
  'schema.multipleOf': words('必须是 {wants} 的倍数。', 'This must be a multiple of {wants}.'),
  'schema.minLength': words('至少 {wants} 个字符。', 'This takes at least {wants} characters.'),
  'schema.maxLength': words('最多 {wants} 个字符。', 'This takes at most {wants} characters.'),
  'schema.pattern': words('应符合格式 {wants}。', 'This must fit the pattern {wants}.'),
  'schema.format': words('格式应为 {wants}。', 'This must be written as {wants}.'),
  'schema.minItems': words('至少 {wants} 项。', 'This takes at least {wants} items.'),
  'schema.maxItems': words('最多 {wants} 项。', 'This takes at most {wants} items.'),
  'schema.uniqueItems': words('各项不能重复。', 'No item may stand twice.'),
  'schema.contains': words('必须包含规定的项。', 'The items that must be among these are not.'),
  'schema.minProperties': words('至少 {wants} 个属性。', 'This takes at least {wants} properties.'),
  'schema.maxProperties': words('最多 {wants} 个属性。', 'This takes at most {wants} properties.'),
  'schema.false': words('这里不能有值。请删去。', 'Nothing may stand here. Take it out.'),
  'schema.anyOf': words('不符合允许的任何一种结构。', 'This fits none of the shapes allowed.'),
  'schema.oneOf': words('同时符合多种结构，只能符合一种。', 'This fits several shapes, and may fit only one.'),
  'schema.not': words('这种内容不允许。', 'This is just what is not allowed.'),
  'schema.$ref': words('数据结构引用了不存在的 {wants}。', 'The schema refers to {wants}, which does not exist.'),
  'schema.work': words('内容或结构太大，无法检查。请拆小。', 'This is too large to be checked. Split it.'),
  'schema.other': words('不符合 {keyword}：{wants}。', 'This does not satisfy {keyword}: {wants}.'),
  'field.json': {
    status: 422,
    words: {
      'zh-CN': '“{label}”不是 JSON，请检查引号、逗号和括号。',
      en: '“{label}” is not JSON. Look at its quotes, commas and brackets.',
    },
  },
  'field.jsonDepth': {
    status: 422,
    words: { 'zh-CN': '“{label}”最多嵌套 {max} 层。', en: '“{label}” may be nested {max} levels deep at most.' },
  },
  'field.jsonCharacter': {
    status: 422,
    words: {
      'zh-CN': '“{label}”含有无法保存的字符（U+0000 或半个字符）。',
      en: '“{label}” holds a character that cannot be kept (U+0000 or half of one).',
    },
  },
  'field.options.schemaTooLong': {
    status: 422,
    words: {
      'zh-CN': 'JSON Schema 太长，最多 200,000 个字符。',
      en: 'The JSON Schema is too long; it takes 200,000 characters.',
    },
  },
};
