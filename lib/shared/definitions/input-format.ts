import type { AuthField } from './definition';

const INPUT = '{{input}}';

/** Returns the fixed text before and after the input. A second `{{input}}` stands for the same value. */
export function affixes({ inputFormat }: AuthField): { prefix: string; suffix: string } {
  const [prefix = '', ...rest] = inputFormat?.split(INPUT) ?? [];
  return { prefix, suffix: rest.join('…') };
}

/**
 * The part of an address that is typed, where it holds a host name or a part of one: one label, the whole name with its
 * dots, or the name with a port and a path, for which the format leaves room.
 */
export type HostPart = 'label' | 'host' | 'address';

/** Start of an address up to somewhere in its host, with or without a scheme. */
const BEFORE_HOST = /(?:^|[:\s"'<(=])\/\/[^/?#\s]*$/;
/** Start of a host name without a scheme. */
const BARE_HOST = /^(?:[\p{L}\p{N}-]+[.-])*$/u;
/** Rest of a host name, ending in a domain. */
const DOMAIN = /^[^\s./:?#@]*(?:\.[^\s./:?#@]+)+(?:[:/?#]|$)/;
const USER = /^[^/?#\s]*@/;

/**
 * Returns the part of an address that is typed, or null if its host name is fixed. A stray `/` or `@` there would send the customer's
 * credentials to another host.
 */
export function hostPart({ inputFormat }: AuthField): HostPart | null {
  const texts = inputFormat?.trim().split(INPUT) ?? [];
  // The value replaces every placeholder, so the strictest place decides.
  const parts = texts.slice(1).map((_, index) => {
    const around = (some: string[]) => some.join('x');
    return partBetween(around(texts.slice(0, index + 1)), around(texts.slice(index + 1)));
  });
  return (['label', 'host', 'address'] as const).find((part) => parts.includes(part)) ?? null;
}

function partBetween(before: string, after: string): HostPart | null {
  const endsInDomain = DOMAIN.test(after);
  const isAddress = BEFORE_HOST.test(before);
  const isBareHost = BARE_HOST.test(before) && (endsInDomain || /^www\./i.test(before));
  if (USER.test(after) || !(isAddress || isBareHost)) return null;
  if (endsInDomain || !/(?:\/\/|\.|@)$/.test(before)) return 'label';
  return /^(?:[/?#]|$)/.test(after) ? 'address' : 'host';
}

const CHARACTERS = {
  label: /^[a-z0-9-]+$/,
  host: /^[a-z0-9-]+(\.[a-z0-9-]+)*$/,
  address: /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?(\/[\w.~!$&'()*+,;=:@%-]+)*$/,
};

/** True if a value is valid as this part of an address. Case does not matter. */
export function isHostPart(part: HostPart, value: string): boolean {
  return CHARACTERS[part].test(value.trim().toLowerCase());
}

/**
 * Returns the part of a pasted address that belongs in the field, or null if the text is not an address or belongs to
 * another app.
 */
export function partOfAddress(field: AuthField, pasted: string): string | null {
  const { inputFormat } = field;
  const text = pasted.trim();
  if (inputFormat?.split(INPUT).length !== 2 || /\s/.test(text)) return null;
  const { prefix, suffix } = affixes(field);
  const scheme = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;
  const before = prefix.replace(scheme, '');
  const rest = text.replace(scheme, '');
  const part = hostPart(field);
  // Text that looks like the value itself is the value.
  if (part === null ? before + suffix === '' : part === 'host' && text === rest) return null;
  if (!rest.toLowerCase().startsWith(before.toLowerCase())) return null;

  const found = partAt(rest.slice(before.length), part, suffix);
  if (!found || found === text) return null;
  return part && !isHostPart(part, found) ? null : found;
}

function partAt(tail: string, part: HostPart | null, suffix: string): string | null {
  if (part === null) return upTo(tail, suffix);
  if (part === 'address') return upToPath(tail.replace(/[?#].*$/, ''), suffix.replace(/[?#].*$/, ''));
  return withoutEnd(tail.replace(/[/?#].*$/, ''), suffix.replace(/[/?#].*$/, ''));
}

/** Returns an address up to the path that the format adds itself, or all of it, without a slash at its end. */
function upToPath(address: string, path: string): string {
  const added = path.replace(/\/+$/, '').toLowerCase();
  const end = added === '' ? -1 : `${address.toLowerCase()}/`.indexOf(`${added}/`);
  return (end < 0 ? address : address.slice(0, end)).replace(/\/+$/, '');
}

function withoutEnd(text: string, end: string): string | null {
  if (end === '') return text;
  return text.toLowerCase().endsWith(end.toLowerCase()) ? text.slice(0, -end.length) : null;
}

/** Returns the text up to the format's suffix or, without one, up to the next `/`, `?` or `#`. */
function upTo(text: string, suffix: string): string | null {
  if (suffix === '') return text.split(/[/?#]/)[0] ?? null;
  const end = text.toLowerCase().indexOf(suffix.toLowerCase());
  return end > 0 ? text.slice(0, end) : null;
}
