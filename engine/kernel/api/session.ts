/** The session of a person, and what the shell shows. */
import type { Text } from '../text';
import type { PlatformPermission } from '../viewer';
import type { Link, DocumentSummary, MenuGroup } from '../api-shapes';

export interface SessionOperations {
  'session.get': {
    input: Record<string, never>;
    output: {
      viewer: {
        id: string;
        name: string;
        email: string;
        locale: string;
        timeZone: string;
        roles: readonly { name: string; label: Text }[];
        department: Link | null;
        permissions: readonly PlatformPermission[];
      };
      menus: readonly MenuGroup[];
      counts: { tasks: number; notifications: number };
      demo: boolean;
      plugins: readonly string[];
    };
  };
  'session.locale': { input: { locale: 'zh-CN' | 'en' }; output: { ok: true } };
  'search.all': {
    input: { text: string };
    output: {
      records: readonly { entity: string; entityLabel: Text; id: string; title: string }[];
      documents: readonly DocumentSummary[];
    };
  };
}
