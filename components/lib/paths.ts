/** Addresses of the screens. */
import type { MenuItem } from '@/engine/kernel/api';

export const paths = {
  home: '/',
  inbox: '/inbox',
  outbox: '/outbox',
  /** What opens without a network. */
  offline: '/offline',
  task: (id: string) => `/inbox/${id}`,
  list: (entity: string) => `/e/${entity}`,
  print: (entity: string, id: string) => `/e/${entity}/${id}/print`,
  /** Several records on paper. */
  printMany: (entity: string, ids: readonly string[]) => `/e/${entity}/print?records=${ids.join()}`,
  /** The PDF of a record, made by the server. */
  pdf: (entity: string, id: string) => `/api/v1/records/${entity}/${id}.pdf`,
  create: (entity: string) => `/e/${entity}/new`,
  record: (entity: string, id: string) => `/e/${entity}/${id}`,
  dashboard: (name: string) => `/d/${name}`,
  report: (name: string) => `/r/${name}`,
  build: '/build',
  document: (kind: string, name: string) => `/build/${kind}/${name}`,
  people: '/admin/people',
  departments: '/admin/departments',
  keys: '/admin/keys',
  packages: '/admin/packages',
  audit: '/admin/audit',
  trash: (entity?: string) => (entity ? `/trash?entity=${entity}` : '/trash'),
} as const;

const OF_MENU: { readonly [type in MenuItem['type']]: (name: string) => string } = {
  entity: paths.list,
  dashboard: paths.dashboard,
  report: paths.report,
};
export const menuPath = (item: MenuItem): string => OF_MENU[item.type](item.name);
