/** The menus of a person: what the packages bring, cut to what this person may read. */
import type { MenuGroup, MenuItem } from '../../kernel/api';
import type { PackageDocument, ReportDocument } from '../../kernel/documents.generated';
import type { Text } from '../../kernel/text';
import type { Call } from '../contract';
import { mayAsk } from './records-query';

const MORE: Text = { 'zh-CN': '其他', en: 'More' };

type PackageItem = NonNullable<PackageDocument['menu'][number]['items']>[number];

/** Groups in the order of the packages' names; what the viewer may read and no menu holds comes last. */
export function menusFor(call: Call): readonly MenuGroup[] {
  const { host, viewer } = call;
  const shown = new Set<string>();
  const groups: MenuGroup[] = [];
  for (const { document } of host.documents.list('package')) {
    for (const { label, items } of (document as PackageDocument).menu) {
      const mine = items
        .filter(({ roles }) => !roles?.length || roles.some((role) => viewer.roles.includes(role)))
        .flatMap((item) => itemOf(call, item) ?? []);
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
    .flatMap((item) => itemOf(call, item) ?? []);
  return rest.length > 0 ? [...groups, { label: MORE, items: rest }] : groups;
}

function itemOf(call: Call, item: PackageItem): MenuItem | undefined {
  const found = entityItem(call, item) ?? boardItem(call, item);
  const icon = item.icon ?? found?.icon;
  return found && { ...found, label: item.label ?? found.label, ...(icon ? { icon } : {}) };
}

function entityItem({ host, viewer }: Call, { entity: name }: PackageItem): MenuItem | undefined {
  const entity = name ? host.model().entity(name) : undefined;
  if (!entity || host.access(viewer).scope(entity, 'read') === 'none') return undefined;
  const { labelPlural: label, icon } = entity;
  return { type: 'entity', name: entity.name, label, ...(icon ? { icon } : {}) };
}

function boardItem(call: Call, { dashboard, report }: PackageItem): MenuItem | undefined {
  const type = dashboard ? 'dashboard' : 'report';
  const name = dashboard ?? report;
  const document = name ? call.host.documents.published(type, name)?.document : undefined;
  if (!document) return undefined;
  const reports = document.kind === 'dashboard' ? document.tiles.map((tile) => tile.report) : [document.name];
  if (reports.length > 0 && !reports.some((one) => mayShow(call, one))) return undefined;
  return { type, name: document.name, label: document.label };
}

/** Whether a report may be shown: its very name could tell of a field the viewer may not know of. */
function mayShow(call: Call, name: string): boolean {
  const report = call.host.documents.published('report', name)?.document as ReportDocument | undefined;
  return report !== undefined && mayAsk(call, report.question);
}
