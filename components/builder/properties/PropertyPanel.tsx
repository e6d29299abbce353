'use client';
import { Stack } from '@mantine/core';
import { useSay } from '@/components/ui/say';
import { annotation, editorOf, NestedPanel, propertiesOf, type PropertyPanelProps } from './editor';
import { EDITORS } from './editors';

/** The property panel of any unit, drawn from its options schema. */
export function PropertyPanel({ schema, value, onChange, errorOf, without = [] }: PropertyPanelProps) {
  const say = useSay();
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly unknown[]) : [];
  return (
    <NestedPanel value={drawPanel}>
      <Stack gap="sm">
        {propertiesOf(schema)
          .filter(([name]) => !without.includes(name))
          .map(([name, part]) => {
            const kind = editorOf(part);
            const Editor = EDITORS[kind];
            // A unit that asks for an editor nobody wrote is a mistake of its author: say so at once, not in production.
            if (!Editor) {
              throw new Error(
                `The property "${name}" asks for the editor "${kind}", which components/builder has not.`,
              );
            }
            const help = annotation(part, 'x-help');
            return (
              <Editor
                key={name}
                name={name}
                schema={part}
                label={say(annotation(part, 'x-label'), name)}
                help={help ? say(help) : undefined}
                value={value[name]}
                options={value}
                isRequired={required.includes(name)}
                error={errorOf?.(name)}
                onChange={(next) => {
                  const { [name]: _old, ...rest } = value;
                  onChange(next === undefined ? rest : { ...rest, [name]: next }, name);
                }}
              />
            );
          })}
      </Stack>
    </NestedPanel>
  );
}

const drawPanel = (props: PropertyPanelProps) => <PropertyPanel {...props} />;
