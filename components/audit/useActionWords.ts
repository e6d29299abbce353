import { useTranslations } from 'use-intl';

/** Deeds in words; an operation of a plugin that has none stands by its name. */
export function useActionWords(): (action: string) => string {
  const t = useTranslations('audit.actions');
  return (action) => {
    const key = action.replace('.', '-');
    return t.has(key) ? t(key) : action;
  };
}
