/** The door of guests: inputs ask as on every form, and what they ask goes to the operations of links. */
import type { Door } from '@/components/lib/door';
import { isObject } from '@/engine/kernel/json';

interface Visit {
  readonly token: string;
  /** Signed by the server; uploads name it. */
  readonly challenge: string;
  readonly files: string;
}

const asked = (input: unknown): { readonly [key: string]: unknown } => (isObject(input) ? input : {});

/** What an operation of members means here: path below /api/v1/link and body. Others are answered with nothing found. */
const TURNED: { readonly [name: string]: (input: { readonly [key: string]: unknown }) => [string, object] } = {
  'link.open': () => ['open', {}],
  'link.submit': (input) => ['submit', input],
  'record.options': ({ entity, search, ids, filter }) => [
    'options',
    { entity, ...(search === undefined ? {} : { search }), ...(ids ? { ids } : {}), ...(filter ? { filter } : {}) },
  ],
  'record.list': ({ entity, fields = [], filter }) => ['related', { entity, fields, ids: asked(filter).value ?? [] }],
};
/** Suggestions and evidence are nothing for guests; the inputs that ask for them do without. */
const NOTHING = { options: [], values: [], evidence: [], rows: [] };

export function guestDoor(token: string, visit: () => Pick<Visit, 'challenge' | 'files'>): Door {
  return {
    ask(name, input, signal) {
      const turned = TURNED[name]?.(asked(input));
      if (!turned) return Promise.resolve(Response.json(NOTHING));
      return fetch(`/api/v1/link/${turned[0]}`, {
        method: 'POST',
        // Whoever is signed in in this browser is somebody else here.
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        headers: { 'content-type': 'application/json', 'x-trellis-link': token },
        body: JSON.stringify(turned[1]),
        ...(signal ? { signal } : {}),
      });
    },
    upload: '/api/v1/link/files',
    uploadHeaders: () => ({ 'x-trellis-link': token, 'x-trellis-visit': visit().challenge }),
    file: (id) => `/api/v1/link/files/${visit().files}/${id}`,
  };
}
