/** `trellis rotate-keys`: old keys may leave TRELLIS_KEYS when this has said that nothing needs them any more. */
import { rotateSecrets } from '../data/secrets/rotate';
import { say } from '../kernel/text';
import type { Terminal } from './commands';

const EVERY = 10_000;

export async function rotateKeys({ host, locale, tell }: Terminal): Promise<boolean> {
  let told = 0;
  const { done, unreadable } = await rotateSecrets(host.pool, host.secrets, {
    onProgress(progress) {
      if (progress.done - told < EVERY && progress.done < progress.total) return;
      told = progress.done;
      tell(`  ${progress.done} / ${progress.total}`);
    },
  });
  const words =
    unreadable === 0
      ? {
          'zh-CN': `已重新加密 ${done} 个值，旧密钥可以移除了。`,
          en: `Encrypted ${done} values again. The old keys may be removed.`,
        }
      : {
          'zh-CN': `已重新加密 ${done} 个值；另有 ${unreadable} 个值无法解密，请补上缺少的密钥后再运行。`,
          en: `Encrypted ${done} values again; ${unreadable} cannot be read. Add the missing key and run this again.`,
        };
  tell(say(words, locale));
  return unreadable === 0;
}
