'use client';
import { Button, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { cellKey } from '@/components/sheet/grid';
import type { FieldView } from '@/engine/kernel/api';
import { isEmptyValue } from '../units';
import { standing } from './GridRow';
import { rowKey, type Row } from './rows';
import { useSums } from './TotalsRow';
import type { LineGrid } from './types';
import classes from './lines.module.css';

/** So many cards are drawn; more when they are asked for. */
const STEP = 30;

/** Rows on a phone: a card each, opened to be filled in. */
export function Cards(props: { readonly grid: LineGrid; readonly rows: readonly Row[]; onOpen(index: number): void }) {
  const { grid, rows } = props;
  const t = useTranslations('lines');
  const [shown, setShown] = useState(STEP);
  const sums = useSums(grid, rows);
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    );
  }
  return (
    <Stack gap={8} component="ol" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {rows.slice(0, shown).map((row, index) => (
        <li key={rowKey(row, index)}>
          <Card grid={grid} row={row} index={index} onOpen={props.onOpen} />
        </li>
      ))}
      {sums.size > 0 ? (
        <li>
          <dl className={`${classes.facts} ${classes.sums}`} aria-label={t('total')}>
            {grid.columns
              .filter(({ name }) => sums.has(name))
              .map((column) => (
                <div key={column.name}>
                  <dt>
                    {t('total')}: {grid.labelOf(column)}
                  </dt>
                  <dd>{sums.get(column.name)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ) : null}
      {rows.length > shown ? (
        <li>
          <Button fullWidth variant="default" onClick={() => setShown(shown + STEP)}>
            {t('more', { count: Math.min(STEP, rows.length - shown), rest: rows.length - shown })}
          </Button>
        </li>
      ) : null}
    </Stack>
  );
}

function Card(props: { grid: LineGrid; row: Row; index: number; onOpen(index: number): void }) {
  const { grid, row, index } = props;
  const computed = grid.rules.computed(row);
  const [title, ...rest] = grid.columns;
  const key = rowKey(row, index);
  const problem = grid.columns
    .map(({ name }) => standing(grid.store.get().problems.get(cellKey(key, name)), row[name] ?? null))
    .find((one) => one !== undefined);
  const facts = rest.filter(
    (column) => !isEmptyValue(computed[column.name]) && grid.rules.cell(index, row, column).isVisible,
  );
  return (
    <UnstyledButton
      className={classes.card}
      id={`${grid.id}-card-${index}`}
      data-problem={problem ? true : undefined}
      aria-haspopup="dialog"
      onClick={() => props.onOpen(index)}
    >
      <Text size="sm" fw={500}>
        <Text component="span" size="xs" c="dimmed" mr={8}>
          {index + 1}
        </Text>
        {title ? <Value grid={grid} column={title} row={computed} /> : null}
      </Text>
      {facts.length > 0 ? (
        <dl className={classes.facts}>
          {facts.map((column) => (
            <div key={column.name}>
              <dt>{grid.labelOf(column)}</dt>
              <dd>
                <Value grid={grid} column={column} row={computed} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {problem ? (
        <Text size="xs" c="light-dark(var(--mantine-color-red-9), var(--mantine-color-red-4))" mt={4}>
          {problem.message}
        </Text>
      ) : null}
    </UnstyledButton>
  );
}

function Value({ grid, column, row }: { grid: LineGrid; column: FieldView; row: Row }) {
  const value = row[column.name] ?? null;
  const text = grid.textOf(column, value);
  const { Display } = grid;
  return text !== null || !Display ? <>{text || '–'}</> : <Display field={column} value={value} isBrief />;
}
