'use client';
import { Select, Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import type { FormEdit, Section } from '@/engine/form/edit/command';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';
import { useBuilding } from './context';

const NEW = 'new';
/** Pages and tabs are alike: named parts that sections stand on. */
const KINDS = {
  page: { list: 'pages', id: 'pag' },
  tab: { list: 'tabs', id: 'tab' },
} as const;
type Kind = keyof typeof KINDS;

/** Where a section stands: on which page, behind which tab, and whether it can be folded. */
export function PartControls({ section }: { readonly section: Section }) {
  const t = useTranslations('formRules.parts');
  const { form, run } = useBuilding();
  return (
    <>
      <Select
        size="xs"
        label={t('fold')}
        allowDeselect={false}
        value={section.fold ?? 'never'}
        data={(['never', 'open', 'closed'] as const).map((value) => ({ value, label: t(`folds.${value}`) }))}
        onChange={(fold) =>
          run([
            {
              do: 'changeSection',
              section: section.id,
              change: { fold: fold === 'open' || fold === 'closed' ? fold : undefined },
            },
          ])
        }
      />
      <PartSelect kind="page" section={section} />
      <PartSelect kind="tab" section={section} />
      {(form.pages?.length ?? 0) > 0 && (
        <Switch
          size="xs"
          label={t('review')}
          checked={form.review ?? false}
          onChange={(event) =>
            run([{ do: 'changeForm', change: { review: event.currentTarget.checked || undefined } }])
          }
        />
      )}
    </>
  );
}

function PartSelect({ kind, section }: { readonly kind: Kind; readonly section: Section }) {
  const t = useTranslations('formRules.parts');
  const say = useSay();
  const { form, run } = useBuilding();
  const { list, id: prefix } = KINDS[kind];
  const parts = form[list] ?? [];
  // Without a page of its own a section stands on the first one.
  const chosen = section[kind] ?? (kind === 'page' ? parts[0]?.id : undefined);
  const part = parts.find(({ id }) => id === chosen);
  const put = (to: string | undefined, all: NonNullable<FormDocument['pages']>) => {
    // A part that no section stands on any more is gone.
    const left = all.filter(
      ({ id }) => id === to || form.sections.some((one) => one.id !== section.id && one[kind] === id),
    );
    const edits: FormEdit[] = [
      { do: 'changeForm', change: { [list]: left.length > 0 ? left : undefined } },
      { do: 'changeSection', section: section.id, change: { [kind]: to } },
    ];
    run(edits);
  };
  const choose = (to: string | null) => {
    if (to !== NEW) return put(to ?? undefined, parts);
    const number = parts.length + 1;
    const made = { id: documentId(prefix), label: { 'zh-CN': `${t(kind)} ${number}`, en: `${t(kind)} ${number}` } };
    put(made.id, [...parts, made]);
  };
  return (
    <>
      <Select
        size="xs"
        label={t(kind)}
        placeholder={t('none')}
        clearable
        value={chosen ?? null}
        data={[
          ...parts.map(({ id, label }) => ({ value: id, label: say(label) })),
          { value: NEW, label: t(`new.${kind}`) },
        ]}
        onChange={choose}
      />
      {part && (
        <TextInputs
          label={t(`name.${kind}`)}
          value={part.label}
          autoFocus={false}
          onChange={(label) =>
            run(
              [
                {
                  do: 'changeForm',
                  change: { [list]: parts.map((one) => (one.id === part.id ? { ...one, label } : one)) },
                },
              ],
              `${part.id}.label`,
            )
          }
        />
      )}
    </>
  );
}
