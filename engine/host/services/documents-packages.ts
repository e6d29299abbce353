import type { Output } from '../../kernel/api';
import type { PackageDocument } from '../../kernel/documents.generated';
import type { Host } from '../contract';

type PackageSummary = Output<'package.list'>['packages'][number];

/** By name. A package whose own document is not published counts as not installed, but keeps its place in the list. */
export async function packageSummaries({ documents }: Pick<Host, 'documents'>): Promise<readonly PackageSummary[]> {
  const counts = new Map<string, number>();
  for (const summary of await documents.summaries()) {
    if (summary.version === null) continue;
    counts.set(summary.package, (counts.get(summary.package) ?? 0) + 1);
  }
  const published = documents.list('package').map((entry) => entry.document as PackageDocument);
  const removed = (await documents.removed('package')) as readonly PackageDocument[];
  return [
    ...published.map(({ name, label, version }) => ({ name, label, version: version ?? '', installed: true })),
    ...removed.map(({ name, label, version }) => ({ name, label, version: version ?? '', installed: false })),
  ]
    .map((summary) => ({ ...summary, documents: counts.get(summary.name) ?? 0 }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
