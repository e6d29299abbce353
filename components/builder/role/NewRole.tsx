'use client';
import { useTranslations } from 'use-intl';
import { freshDocument, nameFrom, newDocumentId, type LoadedDocument } from '../documents/documents';
import { NewDocument } from '../NewDocument';

/** A role begins with a name and no right at all. */
export function NewRole({ onBegin }: { readonly onBegin: (loaded: readonly LoadedDocument[]) => void }) {
  const t = useTranslations('builder.new');
  return (
    <NewDocument
      title={t('roleTitle')}
      text={t('roleText')}
      kinds={['role']}
      onBegin={(label, taken) => {
        const name = nameFrom(label.en, taken, 'role');
        onBegin([freshDocument({ kind: 'role', id: newDocumentId('role'), name, label, entities: {} })]);
        window.history.replaceState(null, '', `/build/role/${name}`);
      }}
    />
  );
}
