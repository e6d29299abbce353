import type { BlockType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';

type Options = { readonly sections?: readonly string[] };

/** Sections of the page's form, edited in place. Which sections the viewer may see follows from the form itself. */
const form: BlockType<Options> = {
  type: 'form',
  group: 'record',
  label: { 'zh-CN': '表单', en: 'Form' },
  hint: { 'zh-CN': '表单的分区，可直接修改', en: 'Sections of the form, edited in place' },
  icon: 'forms',
  options: {
    type: 'object',
    properties: {
      sections: {
        type: 'array',
        items: { type: 'string', pattern: '^sec_[A-Za-z0-9_]{4,40}$' },
        maxItems: 50,
        'x-label': { 'zh-CN': '显示哪些分区', en: 'Sections' },
        'x-help': { 'zh-CN': '不选则显示全部分区。', en: 'All of them when none is chosen.' },
        'x-editor': 'formSections',
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  check({ sections = [] }, { page, names, path }) {
    const all = names.all('form').flatMap((one) => (one.kind === 'form' && one.entity === page.entity ? [one] : []));
    const used = page.form === undefined ? all : all.filter((one) => one.name === page.form);
    // An entity without a form has a generated one, with a section of its own.
    if (used.length === 0) return [];
    const known = new Set(used.flatMap((one) => one.sections.map((section) => section.id)));
    return sections.flatMap((id, index) =>
      known.has(id) ? [] : [problem('page.unknownSection', [...path, 'sections', index])],
    );
  },
};
export default form;
