'use client';
import { useEffect, useRef, useSyncExternalStore, type CSSProperties } from 'react';
import { useMe } from '@/components/form/runtime/useMe';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { Output, PrintBase, PrintedRecord } from '@/engine/kernel/api';
import { pageRule } from './pageStyle';
import { PrintSheet } from './PrintSheet';
import { useFoot } from './useFoot';
import classes from './print.module.css';

export type PrintData = Output<'record.print'>;

const nothing = () => () => undefined;
/** Only the browser knows under which address people reach this. */
const useOrigin = () =>
  useSyncExternalStore(
    nothing,
    () => window.location.origin,
    () => '',
  );

/** The device's own fonts where they have Chinese, else the one that comes with the program, slice by slice. */
const SCREEN_FONTS =
  "-apple-system,'Segoe UI',Roboto,'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei','Noto Sans SC',sans-serif";
/** The same paper on every server; slices are embedded as TrueType, where system fonts for Chinese become drawings (Type 3). */
const PDF_FONTS = "'Noto Sans SC',sans-serif";

/**
 * Records on paper, each on pages of its own.
 * @param origin address that the codes lead to, where the server's own browser draws the paper
 */
export function PrintDocument(props: { readonly data: PrintData; readonly origin?: string | undefined }) {
  const { data, origin } = props;
  const family = origin === undefined ? SCREEN_FONTS : PDF_FONTS;
  const here = useOrigin();
  const root = useReady(titleOf(data, useSay()));
  const style = useStyle(data, family);
  return (
    <div
      ref={root}
      className={classes.document}
      style={{ '--mantine-font-family': family, '--mantine-font-family-headings': family } as CSSProperties}
    >
      {/* eslint-disable-next-line @next/next/no-css-tags -- served as it is: slices of a font are no part of the build */}
      <link rel="stylesheet" href="/fonts/noto-sans-sc.css" />
      {/* The server's clock and the browser's differ by some seconds. */}
      <style suppressHydrationWarning>{style}</style>
      {data.sheets.map((sheet, index) => (
        <Sheet
          key={sheet.record.id}
          base={data.bases[sheet.base]!}
          sheet={sheet}
          origin={origin ?? here}
          page={pageName(data, index)}
        />
      ))}
    </div>
  );
}

function titleOf({ bases, sheets }: PrintData, say: ReturnType<typeof useSay>): string {
  const { entity } = bases[0]!;
  const [only, ...more] = sheets;
  return more.length === 0 && only?.record.title ? only.record.title : say(entity.labelPlural, entity.name);
}

const pageName = ({ sheets }: PrintData, index: number): string | undefined =>
  sheets.length > 1 ? `sheet${index}` : undefined;

/** Pictures further down are loaded too; then whoever draws this is told that it stands. */
function useReady(title: string) {
  const ref = useRef<HTMLDivElement>(null);
  // What a browser calls the file it saves, and the title within the PDF.
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
  useEffect(() => {
    const root = ref.current;
    if (!root) return;
    for (const picture of root.querySelectorAll('img')) picture.loading = 'eager';
    root.dataset.printState = 'ready';
  }, []);
  return ref;
}

function Sheet(props: {
  readonly base: PrintBase;
  readonly sheet: PrintedRecord;
  readonly origin: string;
  readonly page: string | undefined;
}) {
  const { base, sheet, origin, page } = props;
  const { entity, form, targets } = base;
  const me = useMe();
  const { record, values, editable, flows } = sheet;
  return (
    <PrintSheet
      entity={entity}
      form={form}
      input={{ document: form, entity, targets, values, editable, me, isNew: false, record }}
      title={record.title}
      link={origin && origin + paths.record(entity.name, record.id)}
      flows={flows}
      page={page}
    />
  );
}

/** Paper and foot of each sheet. */
function useStyle(data: PrintData, family: string): string {
  const say = useSay();
  const footOf = useFoot();
  return data.sheets
    .map(({ base, record }, index) => {
      const { form, entity } = data.bases[base]!;
      const print = form.print ?? {};
      const title = record.title || say(entity.label, entity.name);
      return pageRule(pageName(data, index), print, footOf(print, title), family);
    })
    .join('\n');
}
