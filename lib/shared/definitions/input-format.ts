import type { AuthField } from './definition';

const INPUT = '{{input}}';

/** The fixed text around what is typed. A second `{{input}}` stands for the same value. */
export function affixes({ inputFormat }: AuthField): { prefix: string; suffix: string } {
  const [prefix = '', ...rest] = inputFormat?.split(INPUT) ?? [];
  return { prefix, suffix: rest.join('…') };
}

/** What may be typed where a host name is built: one label of it, or all of it, dots included. */
export type HostPart = 'label' | 'host';

/** The beginning of an address, with or without its scheme, up to somewhere in its host. */
const BEFORE_HOST = /(?:^|[:\s"'<(=])\/\/[^/?#\s]*$/;
/** The beginning of a host name where no scheme stands before it. */
const BARE_HOST = /^(?:[\p{L}\p{N}-]+[.-])*$/u;
/** The rest of a host name, with a domain at its end. */
const DOMAIN = /^[^\s./:?#@]*(?:\.[^\s./:?#@]+)+(?:[:/?#]|$)/;
const USER = /^[^/?#\s]*@/;

/**
 * Which part of a host name is typed, or null where none is. A stray `/` or `@` there would send the
 * customer's credentials to somebody else's host.
 */
export function hostPart({ inputFormat }: AuthField): HostPart | null {
  const texts = inputFormat?.trim().split(INPUT) ?? [];
  // The same value stands wherever the placeholder does, and the strictest place decides.
  const parts = texts.slice(1).map((_, index) => {
    const around = (some: string[]) => some.join('x');
    return partBetween(around(texts.slice(0, index + 1)), around(texts.slice(index + 1)));
  });
  return parts.find((part) => part === 'label') ?? parts.find((part) => part !== null) ?? null;
}

function partBetween(before: string, after: string): HostPart | null {
  const endsInDomain = DOMAIN.test(after);
  const isAddress = BEFORE_HOST.test(before);
  const isBareHost = BARE_HOST.test(before) && (endsInDomain || /^www\./i.test(before));
  if (USER.test(after) || !(isAddress || isBareHost)) return null;
  return endsInDomain || !/(?:\/\/|\.|@)$/.test(before) ? 'label' : 'host';
}

const CHARACTERS = { label: /^[a-z0-9-]+$/, host: /^[a-z0-9-]+(\.[a-z0-9-]+)*$/ };

/** Whether a value can stand where a part of a host name belongs. Case does not matter in one. */
export function isHostPart(part: HostPart, value: string): boolean {
  return CHARACTERS[part].test(value.trim().toLowerCase());
}

/** The part of a pasted address that belongs into the field, or null where the text is none, or another one's. */
export function partOfAddress(field: AuthField, pasted: string): string | null {
  const { inputFormat } = field;
  const text = pasted.trim();
  if (inputFormat?.split(INPUT).length !== 2 || /\s/.test(text)) return null;
  const { prefix, suffix } = affixes(field);
  const scheme = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;
  const before = prefix.replace(scheme, '');
  const rest = text.replace(scheme, '');
  const part = hostPart(field);
  // What looks like the value itself is the value.
  if (part === null ? before + suffix === '' : part === 'host' && text === rest) return null;
  if (!rest.toLowerCase().startsWith(before.toLowerCase())) return null;

  const tail = rest.slice(before.length);
  const [own = ''] = part ? tail.split(/[/?#]/) : [tail];
  const after = suffix.replace(/[/?#].*$/, '');
  const found = part ? withoutEnd(part === 'host' ? own.replace(/:\d+$/, '') : own, after) : upTo(tail, suffix);
  if (!found || found === text) return null;
  return part && !isHostPart(part, found) ? null : found;
}

function withoutEnd(text: string, end: string): string | null {
  if (end === '') return text;
  return text.toLowerCase().endsWith(end.toLowerCase()) ? text.slice(0, -end.length) : null;
}

/** The text up to what follows it in the format, or up to the next part of an address. */
function upTo(text: string, suffix: string): string | null {
  if (suffix === '') return text.split(/[/?#]/)[0] ?? null;
  const end = text.toLowerCase().indexOf(suffix.toLowerCase());
  return end > 0 ? text.slice(0, end) : null;
}
