import { Checkbox, Input, Radio, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslations } from 'use-intl';
import type { InputProps } from '@/components/inputs/types';
import { useSay } from '@/components/ui/say';
import type { Choice } from '@/engine/form/choices';
import { isObject, type Json } from '@/engine/kernel/json';
import { cellOf, columnsOf, rowsOf, type Options } from '@/engine/form/fields/matrix';

type Answer = string | readonly string[] | undefined;
interface RowProps {
  readonly row: Choice;
  readonly answer: Answer;
  readonly options: Options;
  readonly name: string;
  readonly onAnswer: (answer: Answer) => void;
  readonly onLeave: () => void;
  /** The first control takes the focus of the field. */
  readonly id?: string | undefined;
}

/** Rows × columns as a table; on a phone each row is a question of its own with its answers below. */
export function MatrixInput(props: InputProps) {
  const t = useTranslations('fields.matrix');
  const say = useSay();
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false;
  const options = props.field.options as unknown as Options;
  const answers = isObject(props.value) ? (props.value as { readonly [row: string]: Answer }) : {};
  const isTable = !isPhone && !props.isBare;
  const rowProps = (row: Choice, i: number): RowProps => ({
    row,
    options,
    answer: answers[row.value],
    name: say(row.label, row.value),
    id: i === 0 ? props.id : undefined,
    onLeave: () => props.onBlur?.(),
    onAnswer(answer) {
      const next = { ...answers, [row.value]: answer };
      const given = Object.entries(next).filter(([, one]) => one !== undefined && one.length > 0);
      props.onChange(given.length > 0 ? (Object.fromEntries(given) as Json) : null);
    },
  });
  return (
    <Input.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.isBare ? undefined : props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      {rowsOf(options).length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('empty')}
        </Text>
      ) : isTable ? (
        <Table.ScrollContainer minWidth={360} mt={4}>
          <Table withTableBorder verticalSpacing={6} aria-label={props.label}>
            {cellOf(options) === 'text' ? null : (
              <Table.Thead>
                <Table.Tr>
                  <Table.Td />
                  {columnsOf(options).map((column) => (
                    <Table.Th key={column.value} ta="center" fw={500}>
                      {say(column.label, column.value)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
            )}
            <Table.Tbody>
              {rowsOf(options).map((row, i) => (
                <TableRow key={row.value} {...rowProps(row, i)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : (
        <Stack gap="sm" mt={4}>
          {rowsOf(options).map((row, i) => (
            <CardRow key={row.value} {...rowProps(row, i)} />
          ))}
        </Stack>
      )}
    </Input.Wrapper>
  );
}

const chosen = (answer: Answer): readonly string[] => (answer === undefined ? [] : [answer].flat());
function toggled({ options, answer }: RowProps, value: string): Answer {
  if (cellOf(options) === 'one') return value;
  const now = chosen(answer);
  return now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
}

function TableRow(props: RowProps) {
  const say = useSay();
  const { options, row, answer, name } = props;
  const Control = cellOf(options) === 'one' ? Radio : Checkbox;
  return (
    <Table.Tr role={cellOf(options) === 'one' ? 'radiogroup' : undefined} aria-label={name}>
      <Table.Th scope="row" fw={400}>
        {name}
      </Table.Th>
      {cellOf(options) === 'text' ? (
        <Table.Td>
          <ShortText {...props} />
        </Table.Td>
      ) : (
        columnsOf(options).map((column, i) => (
          <Table.Td key={column.value}>
            <Control
              id={i === 0 ? props.id : undefined}
              name={`matrix-${row.value}`}
              aria-label={`${name}: ${say(column.label, column.value)}`}
              checked={chosen(answer).includes(column.value)}
              onChange={() => props.onAnswer(toggled(props, column.value))}
              onBlur={props.onLeave}
              styles={{ body: { justifyContent: 'center' } }}
            />
          </Table.Td>
        ))
      )}
    </Table.Tr>
  );
}

function CardRow(props: RowProps) {
  const say = useSay();
  const { options, answer, name } = props;
  if (cellOf(options) === 'text') return <ShortText {...props} hasLabel />;
  const items = columnsOf(options).map((column, i) => ({
    key: column.value,
    value: column.value,
    label: say(column.label, column.value),
    id: i === 0 ? props.id : undefined,
  }));
  return cellOf(options) === 'one' ? (
    <Radio.Group label={name} value={typeof answer === 'string' ? answer : null} onChange={props.onAnswer}>
      <Stack gap={8} mt={6}>
        {items.map(({ key, ...item }) => (
          <Radio key={key} {...item} />
        ))}
      </Stack>
    </Radio.Group>
  ) : (
    <Checkbox.Group label={name} value={[...chosen(answer)]} onChange={props.onAnswer}>
      <Stack gap={8} mt={6}>
        {items.map(({ key, ...item }) => (
          <Checkbox key={key} {...item} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function ShortText({ name, answer, id, onAnswer, onLeave, hasLabel }: RowProps & { hasLabel?: boolean }) {
  return (
    <TextInput
      id={id}
      label={hasLabel ? name : undefined}
      aria-label={name}
      maxLength={200}
      value={typeof answer === 'string' ? answer : ''}
      onChange={(event) => onAnswer(event.currentTarget.value || undefined)}
      onBlur={onLeave}
    />
  );
}
