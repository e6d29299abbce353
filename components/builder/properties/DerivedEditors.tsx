'use client';
/** Editors of computed fields: what is rolled up, and fields of the record or rows at the other end. */
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { EditorProps } from './editor';
import { ExpressionEditor } from './ExpressionEditor';
import { NameSelect, useFieldData } from './NameEditors';
import { ScopeOf, useScope, type Scope, type ScopeEntity } from './scope';

/** The entity that another property leads to: a relation to its target, `items` to its columns, `order.customer` to orders. */
function entityAlong(scope: Scope, { schema, options }: EditorProps): ScopeEntity | undefined {
  const along = options?.[String(schema['x-along'])];
  if (typeof along !== 'string' || along === '') return undefined;
  const [first, relation] = along.split('.') as [string, string | undefined];
  if (relation !== undefined) return scope.find(first);
  const field = scope.entity?.fields.find((one) => one.name === first);
  if (field?.columns) return { name: field.name, label: field.label, fields: field.columns };
  return scope.find(field?.target);
}

/** Line items of the entity, and every relation of another that points to it: “Orders · Customer”. */
export function ChildrenEditor(props: EditorProps) {
  const say = useSay();
  const t = useTranslations('builder.panel');
  const { entity, entities } = useScope();
  const lines = (entity?.fields ?? [])
    .filter((field) => field.columns)
    .map((field) => ({ value: field.name, label: say(field.label, field.name) }));
  const pointing = entities.flatMap((other) =>
    other.fields
      .filter((field) => field.kind === 'record' && field.target !== undefined && field.target === entity?.name)
      .map((field) => ({
        value: `${other.name}.${field.name}`,
        label: `${say(other.label, other.name)} · ${say(field.label, field.name)}`,
      })),
  );
  return <NameSelect {...props} placeholder={t('chooseChildren')} data={[...lines, ...pointing]} />;
}

export function RelatedFieldEditor(props: EditorProps) {
  const t = useTranslations('builder.panel');
  const data = useFieldData(entityAlong(useScope(), props)?.fields);
  return <NameSelect {...props} placeholder={t('chooseField')} data={data} />;
}

/** An expression over the entity another property leads to, or over the entity at hand. */
export function ExpressionAlongEditor(props: EditorProps) {
  const scope = useScope();
  if (props.schema['x-along'] === undefined) return <ExpressionEditor {...props} />;
  return (
    <ScopeOf entity={entityAlong(scope, props)}>
      <ExpressionEditor {...props} />
    </ScopeOf>
  );
}
