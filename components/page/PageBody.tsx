'use client';
import { ScrollArea, Tabs } from '@mantine/core';
import { useState, type CSSProperties } from 'react';
import { useSearchParams } from '@/components/lib/navigation';
import { useSay } from '@/components/ui/say';
import { Icon } from '@/components/ui/icons';
import type { PageDocument } from '@/engine/kernel/documents.generated';
import { blockType, blockView } from './blockTypes';
import type { PageBlock, PageColumn, PageRow, PageTab } from './context';
import classes from './page.module.css';

/** The tabs of a page with their blocks. A tab that was opened stays as it is; the others are not drawn before. */
export function PageBody(props: {
  readonly page: PageDocument;
  readonly tab: string | null;
  readonly onTab: (id: string) => void;
  readonly isNarrow: boolean;
}) {
  const say = useSay();
  const { tabs } = props.page;
  const comment = useSearchParams().get('comment');
  const led = comment !== null && props.tab === null ? tabs.find(hasDiscussion) : undefined;
  const first = led ?? tabs[0];
  if (!first) return null;
  if (tabs.length === 1) return <TabBody tab={first} isNarrow={props.isNarrow} />;
  const value = tabs.some(({ id }) => id === props.tab) ? props.tab : first.id;
  return (
    <Tabs value={value} onChange={(next) => next && props.onTab(next)} keepMounted={false}>
      <ScrollArea type="never" className={classes.tabs}>
        <Tabs.List className={classes.tabList}>
          {tabs.map((tab) => (
            <Tabs.Tab
              key={tab.id}
              value={tab.id}
              leftSection={tab.icon ? <Icon name={tab.icon} size={14} /> : undefined}
            >
              {say(tab.label, tab.id)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </ScrollArea>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id} pt="md">
          <TabBody tab={tab} isNarrow={props.isNarrow} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function TabBody({ tab, isNarrow }: { readonly tab: PageTab; readonly isNarrow: boolean }) {
  return tab.rows.map((row) => <Row key={row.id} row={row} isNarrow={isNarrow} />);
}

function Row({ row, isNarrow }: { readonly row: PageRow; readonly isNarrow: boolean }) {
  return (
    <div className={classes.row} data-narrow={isNarrow || undefined}>
      {row.columns.map((column, index) => (
        <div key={index} className={classes.column} style={{ '--width': column.width } as CSSProperties}>
          {column.as === 'tabs' && column.blocks.length > 1 ? (
            <ColumnTabs column={column} />
          ) : (
            column.blocks.map((block) => <Block key={block.id} block={block} />)
          )}
        </div>
      ))}
    </div>
  );
}

const isDiscussion = ({ type }: PageBlock): boolean => type === 'comments';
const hasDiscussion = (tab: PageTab): boolean =>
  tab.rows.some((row) => row.columns.some(({ blocks }) => blocks.some(isDiscussion)));

/** The blocks of a column, one at a time. */
function ColumnTabs({ column }: { readonly column: PageColumn }) {
  const say = useSay();
  const comment = useSearchParams().get('comment');
  const [chosen, setChosen] = useState<{ readonly id: string; readonly comment: string | null } | null>(null);
  // A notice about a comment leads to the comments, whatever was open before.
  const led = comment === null ? undefined : column.blocks.find(isDiscussion);
  const value = chosen?.comment === comment ? chosen.id : (led ?? column.blocks[0])!.id;
  return (
    <Tabs
      value={value}
      onChange={(id) => id && setChosen({ id, comment })}
      keepMounted={false}
      className={classes.columnTabs}
    >
      <ScrollArea type="never">
        <Tabs.List className={classes.tabList}>
          {column.blocks.map((block) => (
            <Tabs.Tab key={block.id} value={block.id}>
              {say(block.title) || say(blockType(block.type)?.label, block.type)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </ScrollArea>
      {column.blocks.map((block) => (
        <Tabs.Panel key={block.id} value={block.id} pt="md">
          <Block block={block} isBare />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** One block. `isBare`: its name stands elsewhere. A block whose plugin was taken out is not drawn. */
export function Block({ block, isBare = false }: { readonly block: PageBlock; readonly isBare?: boolean }) {
  const say = useSay();
  const { View } = blockView(block.type);
  if (!View) return null;
  const title = isBare ? '' : say(block.title);
  return <View block={block} options={block.options ?? {}} title={title} />;
}
