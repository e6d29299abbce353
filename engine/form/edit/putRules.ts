import type { Editing, FormBundle, PutRules } from './command';

/** Puts the whole list of rules. `withFieldRule` (rules.ts) makes lists with one rule changed. */
export const putRules: Editing<PutRules> = (draft, { rules }) => {
  const { rules: before, ...form } = draft.form;
  const next: FormBundle['form'] = rules && rules.length > 0 ? { ...form, rules } : form;
  return { draft: { ...draft, form: next }, inverse: { do: 'putRules', rules: before } };
};
