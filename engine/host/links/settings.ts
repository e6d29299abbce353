/** The settings of a link: what they begin with, and whether what is asked for can be. */
import type { LinkKind, LinkSettings } from '../../kernel/api';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Host } from '../contract';
import { unfillable } from './fields';
import type { Linked } from './guest';
import type { StoredSettings } from './rows';

const COMMON: StoredSettings = {
  closedText: null,
  thanksText: null,
  languages: ['zh-CN', 'en'],
  origins: [],
  prefill: [],
  searches: false,
  own: 'none',
  ownDays: 30,
  files: { most: 10, megabytes: 10, kinds: 'any' },
  fields: null,
  editable: null,
};
/** What a new link begins with: a link to a record is to look at it. */
export const PRESET: { readonly [kind in LinkKind]: StoredSettings } = {
  public: COMMON,
  record: { ...COMMON, editable: [] },
};

type Asked = Partial<Omit<LinkSettings, 'owner'>>;

/** Ids of fields people fill in, by name. */
function fieldIdsOf(entity: EntityModel, names: readonly string[], at: string): readonly string[] {
  return names.map((name, index) => {
    const field = entity.field(name);
    return field && !field.system ? field.id : refuse('link.field', [at, index], { field: name.slice(0, 60) });
  });
}

/** The address of a site as browsers compare it: scheme, host and port. */
function originOf(text: string, index: number): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
  // What the policy of a page could take for another directive is no origin.
  const isPlain = isOrigin && !url.username && /^https?:\/\/[\w.:[\]-]+$/.test(url.origin);
  return isPlain ? url.origin : refuse('link.origin', ['origins', index], { origin: text.slice(0, 100) });
}

/** What is stored from now on: as it was, with what is asked for. */
export function checkedSettings(entity: EntityModel, before: StoredSettings, asked: Asked): StoredSettings {
  const ids = (at: 'fields' | 'editable', was: readonly string[] | null): readonly string[] | null => {
    const names = asked[at];
    if (names === undefined) return was;
    return names === null ? null : fieldIdsOf(entity, names, at);
  };
  return {
    closedText: asked.closedText === undefined ? before.closedText : asked.closedText,
    thanksText: asked.thanksText === undefined ? before.thanksText : asked.thanksText,
    languages: asked.languages ?? before.languages,
    origins: asked.origins ? [...new Set(asked.origins.map(originOf))] : before.origins,
    prefill: asked.prefill ? fieldIdsOf(entity, asked.prefill, 'prefill') : before.prefill,
    searches: asked.searches ?? before.searches,
    own: asked.own ?? before.own,
    ownDays: asked.ownDays ?? before.ownDays,
    files: asked.files ?? before.files,
    fields: ids('fields', before.fields),
    editable: ids('editable', before.editable),
  };
}

interface Dates {
  readonly expiresAt: Date | null;
  readonly maxAnswers: number | null;
  readonly maxPerDay: number | null;
}
const NO_DATES: Dates = { expiresAt: null, maxAnswers: null, maxPerDay: null };

/** When a link ends, and after how many answers. */
export function checkedDates(asked: Asked, now: Date, before: Dates = NO_DATES): Dates {
  const { expiresAt: until, maxAnswers = before.maxAnswers, maxPerDay = before.maxPerDay } = asked;
  if (until === undefined || until === null) {
    return { expiresAt: until === undefined ? before.expiresAt : null, maxAnswers, maxPerDay };
  }
  const at = new Date(until);
  const isPast = Number.isNaN(at.getTime()) || at <= now;
  return isPast ? refuse('link.past', ['expiresAt']) : { expiresAt: at, maxAnswers, maxPerDay };
}

/** Refuses a public link that nobody could use: its roles do not create, or what is required cannot be filled in. */
export function checkFillable(host: Host, { entity, viewer, row }: Linked): void {
  const access = host.access(viewer);
  const named = { entity: entity.label };
  if (!access.mayCreate(entity)) refuse('link.roleCannotCreate', ['roles'], named);
  const missing = unfillable(host, entity, viewer.guest!, access);
  if (missing.length > 0) {
    const fields = {
      'zh-CN': missing.map(({ label }) => `“${label['zh-CN']}”`).join('、'),
      en: missing.map(({ label }) => `“${label.en}”`).join(', '),
    };
    refuse('link.cannotFill', ['roles'], { fields });
  }
  if (row.settings.own !== 'edit') return;
  const own = { ...viewer, guest: { ...viewer.guest!, may: 'update' as const } };
  if (host.access(own).scope(entity, 'update') === 'none') refuse('link.roleCannotUpdate', ['own'], named);
}
