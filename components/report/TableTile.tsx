'use client';
import { Table, Text, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { TableProps } from '@/engine/report/charts/table';
import classes from './report.module.css';

/** An answer row by row. With `onRow` the first cell of each row opens the records behind it. */
export function TableTile(props: {
  readonly shown: TableProps;
  readonly label: string;
  readonly onRow?: ((row: number) => void) | undefined;
}) {
  const t = useTranslations('report.table');
  const { shown, onRow } = props;
  if (shown.rows.length === 0) return <NoRows />;
  return (
    <div className={classes.scroll} role="region" aria-label={props.label} tabIndex={0}>
      <Table stickyHeader highlightOnHover aria-label={props.label}>
        <Table.Thead>
          <Table.Tr>
            {shown.isNumbered && <Table.Th className={classes.rowNumber}>#</Table.Th>}
            {shown.columns.map((column) => (
              <Table.Th key={column.name} ta={column.align}>
                {column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.rows.map((row, at) => (
            <Table.Tr key={at} className={onRow && classes.openRow} onClick={onRow && (() => onRow(at))}>
              {shown.isNumbered && <Table.Td className={classes.rowNumber}>{at + 1}</Table.Td>}
              {row.cells.map((cell, index) => (
                <Table.Td key={index} ta={shown.columns[index]!.align} className={classes.cell}>
                  {cell.bar !== undefined && <span className={classes.bar} style={{ width: `${cell.bar * 100}%` }} />}
                  {onRow && index === 0 ? (
                    <UnstyledButton fz="sm" title={t('open')} className={classes.cellButton}>
                      {cell.text}
                    </UnstyledButton>
                  ) : (
                    <span className={classes.cellText}>{cell.text}</span>
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** An answer without rows says so. */
export function NoRows() {
  const t = useTranslations('report');
  return (
    <Text c="dimmed" size="sm" ta="center" m="auto" p="md">
      {t('noRows')}
    </Text>
  );
}
