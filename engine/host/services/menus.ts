/** The menus of a person: what the packages bring, cut to what this person may read. */
import type { MenuGroup, MenuItem } from '../../kernel/api';
import type { PackageDocument, ReportDocument } from '../../kernel/documents.generated';
import type { Text } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import type { Host } from '../contract';

const MORE: Text = { 'zh-CN': '其他', en: 'More' };

type PackageItem = NonNullable<PackageDocument['menu'][number]['items']>[number];

/** Groups in the order of the packages' names; what the viewer may read and no menu holds comes last. */
export function menusFor(host: Host, viewer: Viewer): readonly MenuGroup[] {
  const shown = new Set<string>();
  const groups: MenuGroup[] = [];
  for (const { document } of host.documents.list('package')) {
    for (const { label, items } of (document as PackageDocument).menu) {
      const mine = items
        .filter(({ roles }) => !roles?.length || roles.some((role) => viewer.roles.includes(role)))
        .flatMap((item) => itemOf(host, viewer, item) ?? []);
      for (const item of items.flatMap(({ entity, dashboard, report }) => [entity, dashboard, report])) {
        if (item) shown.add(item);
      }
      if (mine.length > 0) groups.push({ label: label ?? document.label, items: mine });
    }
  }
  const rest = [
    ...host.documents.list('dashboard').map(({ document }) => ({ dashboard: document.name })),
    ...host
      .model()
      .entities.filter((entity) => !entity.isPlatform && !entity.parent)
      .map(({ name }) => ({ entity: name })),
  ]
    .filter((item) => !shown.has(Object.values(item)[0]!))
    .flatMap((item) => itemOf(host, viewer, item) ?? []);
  return rest.length > 0 ? [...groups, { label: MORE, items: rest }] : groups;
}

function itemOf(host: Host, viewer: Viewer, item: PackageItem): MenuItem | undefined {
  const found = entityItem(host, viewer, item) ?? boardItem(host, viewer, item);
  const icon = item.icon ?? found?.icon;
  return found && { ...found, label: item.label ?? found.label, ...(icon ? { icon } : {}) };
}

function entityItem(host: Host, viewer: Viewer, { entity: name }: PackageItem): MenuItem | undefined {
  const entity = name ? host.model().entity(name) : undefined;
  if (!entity || host.access(viewer).scope(entity, 'read') === 'none') return undefined;
  const { labelPlural: label, icon } = entity;
  return { type: 'entity', name: entity.name, label, ...(icon ? { icon } : {}) };
}

function boardItem(host: Host, viewer: Viewer, { dashboard, report }: PackageItem): MenuItem | undefined {
  const type = dashboard ? 'dashboard' : 'report';
  const name = dashboard ?? report;
  const document = name ? host.documents.published(type, name)?.document : undefined;
  if (!document) return undefined;
  const reports = document.kind === 'dashboard' ? document.tiles.map((tile) => tile.report) : [document.name];
  if (reports.length > 0 && !reports.some((one) => mayAsk(host, viewer, one))) return undefined;
  return { type, name: document.name, label: document.label };
}

/** Whether the records a report asks about may be read at all. */
function mayAsk(host: Host, viewer: Viewer, report: string): boolean {
  const document = host.documents.published('report', report)?.document as ReportDocument | undefined;
  const entity = document && host.model().entity(document.question.entity);
  return entity !== undefined && host.access(viewer).scope(entity, 'read') !== 'none';
}
