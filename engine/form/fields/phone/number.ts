/** Phone numbers as people write them ↔ `+8613812345678`, `+8653285711119;ext=802`. */
import type { Locale } from '../../../kernel/text';
import { toHalfWidth } from '../../values';

export const PHONE_PATTERN = '^\\+[1-9][0-9]{5,14}(;ext=[0-9]{1,6})?$';
const PHONE = new RegExp(PHONE_PATTERN);
const CHINA = '86';

/** National numbers of mainland China: mobiles, area code and number, 400/800, and the short numbers of companies (95…, 96…). */
const CHINESE = /^(1[3-9]\d{9}|10\d{8}|2\d{9}|[3-9]\d{8,10}|9[56]\d{3,6})$/;
const EXTENSION = /(?:转|分机|ext\.?|x|#|;ext=)\s*(\d{1,6})$/i;
const NOISE = /[\s().\-–—‐·/]/g;

export function isPhone(value: unknown): value is string {
  if (typeof value !== 'string' || !PHONE.test(value)) return false;
  const digits = value.slice(1).split(';')[0]!;
  return !digits.startsWith(CHINA) || CHINESE.test(digits.slice(CHINA.length));
}

/**
 * `(0532) 8571-1119 转 802` → `+8653285711119;ext=802`; `00` and `+` begin an international number, everything else is
 * of `country`. What is not made of digits comes back as it was.
 * @param country calling code, digits only
 */
export function normalizePhone(value: unknown, country: string): unknown {
  const given = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof given !== 'string' || given.length > 100) return given;
  const text = toHalfWidth(given)
    .trim()
    .replace(/^(tel|电话|手机)\s*:\s*/i, '');
  const extension = EXTENSION.exec(text);
  const digits = text.slice(0, extension?.index).replace(NOISE, '');
  const international = /^(?:\+|00)([1-9]\d+)$/.exec(digits)?.[1];
  if (!international && !/^\d+$/.test(digits)) return given;
  return `+${international ?? country + national(digits, country)}${extension ? `;ext=${extension[1]}` : ''}`;
}

/** Without the trunk prefix (0532… → 532…), and without a country code that was written without its `+`. */
function national(digits: string, country: string): string {
  if (country === CHINA && /^86(1[3-9]\d{9})$/.test(digits)) return digits.slice(2);
  return digits.replace(/^0/, '');
}

/** Numbers of the field's own country as they are dialled at home: `138 1234 5678`, `0532-8571 1119`. */
export function formatPhone(value: string, country: string, locale: Locale): string {
  if (!isPhone(value)) return value;
  const [number, extension] = value.split(';ext=') as [string, string | undefined];
  const isHome = country === CHINA && number.startsWith(`+${CHINA}`);
  const shown = isHome ? chinese(number.slice(3)) : abroad(number);
  return extension ? `${shown} ${locale === 'en' ? 'ext.' : '转'} ${extension}` : shown;
}

function chinese(digits: string): string {
  if (/^1[3-9]/.test(digits)) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
  if (/^[48]00/.test(digits) && digits.length === 10) {
    return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
  }
  if (digits.length < 9) return digits;
  // Beijing and the cities of 2x have two digits behind the 0, all others three.
  const area = /^(10|2\d)/.test(digits) ? 2 : 3;
  const rest = digits.slice(area);
  return `0${digits.slice(0, area)}-${rest.slice(0, -4)} ${rest.slice(-4)}`;
}

/** Nothing is known of foreign groups: threes and fours are read most easily. */
const abroad = (number: string): string => {
  const code = /^\+(1|7|2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/.exec(number)![0];
  return `${code} ${number.slice(code.length).replace(/(\d{3})(?=\d{3})/g, '$1 ')}`.trim();
};
