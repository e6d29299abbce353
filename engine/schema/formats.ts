/** The values of `format` that are checked when asked for. Each pattern runs in linear time; unknown formats pass. */
import { compilePattern } from '../kernel/pattern';

const HOST =
  '(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';
const ZONE = '(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const URI_TAIL = "(?:[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*";
const IRI_TAIL = '[^\\s<>"{}|\\\\^`]*';

const PATTERNS: { readonly [format: string]: string } = {
  time: `^${TIME}${ZONE}$`,
  email: `^[A-Za-z0-9!#$%&'*+/=?^_\`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_\`{|}~-]+)*@${HOST.replace('$', '$')}$`,
  'idn-email': '^[^\\s@]+@[^\\s@]+$',
  hostname: `^${HOST}$`,
  ipv4: `^${OCTET}(?:\\.${OCTET}){3}$`,
  uri: `^[A-Za-z][A-Za-z0-9+.\\-]*:${URI_TAIL}$`,
  'uri-reference': `^${URI_TAIL}$`,
  iri: `^[A-Za-z][A-Za-z0-9+.\\-]*:${IRI_TAIL}$`,
  'iri-reference': `^${IRI_TAIL}$`,
  uuid: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  'json-pointer': '^(?:/(?:[^~/]|~0|~1)*)*$',
  'relative-json-pointer': '^(?:0|[1-9]\\d*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$',
  duration:
    '^P(?:\\d+W|(?=.)(?:\\d+Y(?:\\d+M(?:\\d+D)?)?|\\d+M(?:\\d+D)?|\\d+D)?(?:T(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S))?)$',
};

const OTHERS: { readonly [format: string]: (text: string) => boolean } = {
  date: isDate,
  'date-time': (text) => {
    const parts = /^(\d{4}-\d{2}-\d{2})[Tt](.*)$/.exec(text);
    return parts !== null && isDate(parts[1]!) && isFormat('time', parts[2]!);
  },
  regex: (text) => compilePattern(text).ok,
  ipv6: isIpv6,
};

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1]! && (month !== 2 || day < 29 || isLeap);
}

/** RFC 4291 2.2: eight groups, one run of zeros as `::`, the last two groups maybe as IPv4. */
function isIpv6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  const groups = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const last = groups[tail === undefined ? 0 : 1]!;
  const v4 = last.at(-1)?.includes('.') ? last.pop()! : undefined;
  if (v4 !== undefined && !isFormat('ipv4', v4)) return false;
  const count = groups[0]!.length + groups[1]!.length + (v4 === undefined ? 0 : 2);
  const isHex = groups.flat().every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
  return isHex && (tail === undefined ? count === 8 : count < 8);
}

/** Whether a text has a format; formats nobody knows pass. */
export function isFormat(format: string, text: string): boolean {
  if (Object.hasOwn(OTHERS, format)) return OTHERS[format]!(text);
  if (!Object.hasOwn(PATTERNS, format)) return true;
  const compiled = compilePattern(PATTERNS[format]!);
  return compiled.ok && compiled.pattern.test(text) === true;
}
/** The pattern a format comes to; undefined where it is more than a pattern, or unknown. */
export const formatPattern = (format: string): string | undefined =>
  Object.hasOwn(PATTERNS, format) ? PATTERNS[format] : undefined;
export const isKnownFormat = (format: string): boolean =>
  Object.hasOwn(OTHERS, format) || Object.hasOwn(PATTERNS, format);
