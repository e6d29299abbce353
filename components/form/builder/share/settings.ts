/** Settings of a link as the panel holds them, and as they are sent. */
import type { LinkRole, LinkView } from '@/engine/kernel/api';
import type { Text } from '@/engine/kernel/text';

export type Settings = Pick<
  LinkView,
  | 'name'
  | 'roles'
  | 'maxAnswers'
  | 'maxPerDay'
  | 'closedText'
  | 'thanksText'
  | 'languages'
  | 'origins'
  | 'prefill'
  | 'searches'
  | 'own'
  | 'ownDays'
  | 'owner'
  | 'files'
> & {
  /** The last day, on the clock of whoever chooses it. */
  readonly lastDay: string | null;
};

const dayOf = (instant: string): string => {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

/** @param roles that may create; a role for guests is the one that can do least: it is suggested when it is the only one */
export function settingsOf(link: LinkView | null, roles: readonly LinkRole[], name: string): Settings {
  if (link) return { ...link, lastDay: link.expiresAt && dayOf(link.expiresAt) };
  return {
    name,
    roles: roles.length === 1 ? [roles[0]!.name] : [],
    lastDay: null,
    maxAnswers: null,
    maxPerDay: null,
    closedText: null,
    thanksText: null,
    languages: ['zh-CN', 'en'],
    origins: [],
    prefill: [],
    searches: false,
    own: 'none',
    ownDays: 30,
    owner: null,
    files: { most: 10, megabytes: 10, kinds: 'any' },
  };
}

const textOf = (text: Text | null): Text | null => (text && (text['zh-CN'].trim() || text.en.trim()) ? text : null);

export function toSend(settings: Settings) {
  const { name, roles, maxAnswers, maxPerDay, languages, origins, prefill, searches, own, ownDays, files } = settings;
  return {
    ...{ name, roles, maxAnswers, maxPerDay, languages, origins, prefill, searches, own, ownDays, files },
    closedText: textOf(settings.closedText),
    thanksText: textOf(settings.thanksText),
    expiresAt: settings.lastDay ? new Date(`${settings.lastDay}T23:59:59`).toISOString() : null,
    ...(settings.owner ? { owner: settings.owner.id } : {}),
  };
}
