import { randomBytes } from 'node:crypto';
import { refuse } from '../../kernel/problems';
import { keyHash } from '../auth/viewers';
import { defineOperation } from '../contract';

const SHOWN_CHARACTERS = 10;

/** Makes an API key that carries the rights of a person: one's own, or anybody's for an administrator. */
export default defineOperation<'key.create'>({
  name: 'key.create',
  may: 'keys',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      label: { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' },
      person: { type: 'string', format: 'uuid' },
      days: { type: 'integer', minimum: 1, maximum: 3650 },
    },
    required: ['label'],
    additionalProperties: false,
  },
  async run({ label, person, days }, { host, viewer }) {
    const owner = person ?? viewer.id;
    if (owner !== viewer.id && !viewer.permissions.includes('admin')) refuse('operation.forbidden');
    const key = `trl_${randomBytes(32).toString('base64url')}`;
    const id = host.ids.uuid();
    const { rowCount } = await host.pool.query(
      `insert into api_key (id, person_id, label, prefix, hash, expires_at)
       select $1, p.id, $3, $4, $5, now() + make_interval(days => $6) from person p where p.id = $2 and p.is_active`,
      [id, owner, label.trim(), key.slice(0, SHOWN_CHARACTERS), keyHash(key), days ?? null],
    );
    if (!rowCount) refuse('person.unknown', ['person']);
    return { id, key };
  },
});
