import type { FieldModel } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { Path } from './names';
import type { Measure } from './question';

const joinTexts = (texts: readonly Text[]): Text => ({
  'zh-CN': texts.map((text) => text['zh-CN']).join(' · '),
  en: texts.map((text) => text.en).join(' · '),
});

/** `Region · Manager`: the labels along the way. */
export function dimensionLabel({ lines, steps, field }: Path): Text {
  return joinTexts([...(lines ? [lines] : []), ...steps, field].map(({ label }) => label));
}

const WORDS: { readonly [A in Measure['agg']]: (field: Text) => Text } = {
  count: (field) => ({ 'zh-CN': `${field['zh-CN']}数量`, en: `Count of ${field.en}` }),
  countDistinct: (field) => ({ 'zh-CN': `${field['zh-CN']}（去重）`, en: `Different ${field.en}` }),
  sum: (field) => ({ 'zh-CN': `${field['zh-CN']}合计`, en: `Sum of ${field.en}` }),
  avg: (field) => ({ 'zh-CN': `${field['zh-CN']}平均`, en: `Average of ${field.en}` }),
  min: (field) => ({ 'zh-CN': `${field['zh-CN']}最小`, en: `Lowest ${field.en}` }),
  max: (field) => ({ 'zh-CN': `${field['zh-CN']}最大`, en: `Highest ${field.en}` }),
  median: (field) => ({ 'zh-CN': `${field['zh-CN']}中位数`, en: `Median of ${field.en}` }),
};

export const measureLabel = (agg: Measure['agg'], field: FieldModel | undefined): Text =>
  field ? WORDS[agg](field.label) : { 'zh-CN': '数量', en: 'Count' };
