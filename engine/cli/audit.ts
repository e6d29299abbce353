/** `trellis audit verify | head`: what an administrator of the machine asks of the audit log. */
import { say, type Text } from '../kernel/text';
import type { Terminal } from './commands';

const words = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

/** `verify` walks everything; `verify <hash>` also wants that hash in the chain; `head` prints what to keep elsewhere. */
export async function audit(
  { host, locale, print, tell }: Terminal,
  [verb, known]: readonly string[],
): Promise<boolean> {
  if (verb === 'head') {
    const { rows } = await host.pool.query<{ seq: string; hash: string }>(
      `select seq, encode(hash, 'hex') as hash from audit_entry order by seq desc limit 1`,
    );
    print(rows[0] ? `${rows[0].seq} ${rows[0].hash}` : '0');
    return true;
  }
  if (verb !== 'verify') {
    tell(say(words('用法：audit verify [hash] | audit head', 'Use: audit verify [hash] | audit head'), locale));
    return false;
  }
  const { isWhole, entries, changes, head, brokenAt, reason } = await host.audit.verify();
  if (!isWhole) {
    const why: { readonly [reason: string]: Text } = {
      missing: words('缺少这一条', 'this entry is missing'),
      changed: words('这一条被改动，或密钥不同', 'this entry was changed, or the key is another'),
      history: words('这一条所封存的历史记录已被改动', 'the history that this entry seals was changed'),
    };
    tell(
      say(words(`审计日志第 ${brokenAt} 条有问题：`, `The audit log is broken at entry ${brokenAt}: `), locale) +
        say(why[reason!]!, locale),
    );
    return false;
  }
  if (known !== undefined && !(await isKnown(host.pool, known))) {
    tell(
      say(
        words(
          '日志完整，但其中没有这个哈希：末尾可能被截去。',
          'The log is whole, but that hash is not in it: its end may have been cut off.',
        ),
        locale,
      ),
    );
    return false;
  }
  tell(
    say(
      words(
        `完整：${entries} 条审计记录，${changes} 次记录修改已封存。`,
        `Whole: ${entries} entries, ${changes} changes of records sealed.`,
      ),
      locale,
    ),
  );
  print(head ?? '');
  return true;
}

async function isKnown(pool: Terminal['host']['pool'], hash: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/i.test(hash)) return false;
  const { rowCount } = await pool.query(`select 1 from audit_entry where hash = decode($1, 'hex')`, [hash]);
  return rowCount === 1;
}
