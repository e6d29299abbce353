'use client';
import { FieldDisplay } from '@/components/inputs/registry';
import { usePageScope, type BlockProps } from '@/components/page/context';
import { Section } from '@/components/page/Section';
import { useValuesAlong } from '@/components/page/useValuesAlong';
import classes from '@/components/page/page.module.css';
import { useSay } from '@/components/ui/say';

/** Values to read, along relations too. */
export default function FieldsBlock({ options, title }: BlockProps) {
  const say = useSay();
  const { entity, record } = usePageScope();
  const paths = (options.fields as readonly string[] | undefined) ?? [];
  const { fieldOf, valueOf } = useValuesAlong(entity, record, paths);
  return (
    <Section title={title}>
      <dl className={classes.facts} data-columns={Number(options.columns ?? 2)}>
        {paths.map((path) => {
          const field = fieldOf(path);
          if (!field) return null;
          return (
            <div key={path} className={classes.fact}>
              <dt>{say(field.label, field.name)}</dt>
              <dd>
                <FieldDisplay field={field} value={valueOf(path)} />
              </dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}
