import type { SummaryRow } from '../../data/documents/rows';
import type { DocumentSummary } from '../../kernel/api';
import type { AnyDocument } from '../../kernel/documents.generated';
import type { Text } from '../../kernel/text';

/** A line of the list of documents. What was never published is named by its draft. */
export function summaryOf(row: SummaryRow): DocumentSummary {
  const content = row.content ?? row.draft;
  const label = content ? (JSON.parse(content) as Partial<AnyDocument>).label : undefined;
  return {
    kind: row.kind as AnyDocument['kind'],
    id: row.id,
    name: row.name,
    label: isLabel(label) ? label : { 'zh-CN': row.name, en: row.name },
    package: row.package,
    version: row.version,
    publishedAt: row.version === null ? null : (row.published_at?.toISOString() ?? null),
    draft:
      row.draft === null
        ? null
        : {
            rev: row.draft_rev,
            at: row.draft_at?.toISOString() ?? '',
            by: { id: row.draft_by ?? '', title: row.draft_by_name ?? '' },
          },
  };
}

const isLabel = (label: Text | undefined): label is Text =>
  typeof label?.['zh-CN'] === 'string' && typeof label.en === 'string';
