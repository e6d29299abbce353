'use client';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { Link, useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { keepTrail } from '@/components/record/trail';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import { useValuesAlong } from './useValuesAlong';
import classes from './page.module.css';

/** A small table of related records; a row leads to its record, from which "next" goes through this list. */
export function RelatedTable(props: {
  readonly entity: EntityView;
  readonly columns: readonly string[];
  readonly rows: readonly RecordView[];
  readonly isFixed: boolean;
}) {
  const t = useTranslations('page');
  const say = useSay();
  const router = useRouter();
  const { entity, rows } = props;
  const { fieldOf } = useValuesAlong(entity, rows[0]!, props.columns);
  const fields = props.columns.flatMap((path): { path: string; field: FieldView }[] => {
    const field = fieldOf(path);
    return field ? [{ path, field }] : [];
  });
  const hasTitle = fields.some(({ path }) => path === entity.titleField);
  const remember = () =>
    keepTrail({
      entity: entity.name,
      ids: rows.map(({ id }) => id),
      total: rows.length,
      from: window.location.pathname + window.location.search,
    });
  const open = (event: React.MouseEvent, row: RecordView) => {
    if (props.isFixed || (event.target as Element).closest('a, button')) return;
    remember();
    router.push(paths.record(entity.name, row.id));
  };
  const title = (row: RecordView) => (
    <Link
      href={paths.record(entity.name, row.id)}
      prefetch={false}
      className={classes.relatedTitle}
      onClick={remember}
      tabIndex={props.isFixed ? -1 : 0}
    >
      {row.title || t('untitled')}
    </Link>
  );
  return (
    <div className={classes.relatedScroll}>
      <table className={classes.related} aria-label={say(entity.labelPlural, entity.name)}>
        <thead>
          <tr>
            {hasTitle ? null : <th>{say(entity.label, entity.name)}</th>}
            {fields.map(({ path, field }) => (
              <th key={path} data-numeric={inputOf(field).isNumeric || undefined}>
                {say(field.label, field.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} onClick={(event) => open(event, row)}>
              {hasTitle ? null : <td>{title(row)}</td>}
              {fields.map(({ path, field }) => (
                <td key={path} data-numeric={inputOf(field).isNumeric || undefined}>
                  {path === entity.titleField ? (
                    title(row)
                  ) : (
                    <Text component="span" size="sm">
                      <FieldDisplay field={field} value={row[path] ?? null} isBrief />
                    </Text>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
