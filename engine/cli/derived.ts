/** `trellis verify-rollups`: do the stored computed values say what they are computed from? */
import { verifyDerived } from '../data/derived/verify';
import type { RunningHost } from '../host/host';
import { verifyAndRepair } from '../host/services/derived-verify';
import { say } from '../kernel/text';
import type { Options, Terminal } from './commands';

/** Lists what differs; `--yes` also writes the right values and leaves a line in the audit log. */
export async function verifyRollups(
  { host, locale, print, tell }: Terminal,
  _names: readonly string[],
  { yes }: Pick<Options, 'yes'>,
): Promise<boolean> {
  const results = yes
    ? await verifyAndRepair(host as RunningHost, 'cli')
    : await verifyDerived(host, host.model(), { repair: false });
  for (const { entity, field, checked, wrong, ids } of results) {
    const name = `${entity.name}.${field.name}`;
    print(`${wrong === 0 ? '✓' : '✗'} ${name}\t${checked}\t${wrong}${wrong > 0 ? `\t${ids.join(' ')}` : ''}`);
  }
  const wrong = results.reduce((sum, one) => sum + one.wrong, 0);
  const words =
    wrong === 0
      ? { 'zh-CN': `${results.length} 个计算字段全部正确。`, en: `${results.length} computed fields, all right.` }
      : yes
        ? { 'zh-CN': `已更正 ${wrong} 个值。`, en: `${wrong} values were wrong and are right now.` }
        : { 'zh-CN': `${wrong} 个值不对；加 --yes 更正。`, en: `${wrong} values are wrong. --yes puts them right.` };
  tell(say(words, locale));
  return wrong === 0 || yes;
}
