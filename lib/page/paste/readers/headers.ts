import { MAX_NAME_LENGTH, MAX_PAIRS, type Origin, type Pair } from '../pair';

/** Schemes of `Authorization` whose rest is the credential. */
const SCHEME = /^(Bearer|Basic|Token|OAuth|ApiKey|Api-Key|Digest)[ \t]+(\S.*)$/is;
/** Passwords that stand for none, where the user name is the key. */
const NO_PASSWORD = ['', 'x', 'api_token', 'unused', '_', 'password', 'nopass'];
/** User names that stand for none, where the password is the key. */
const NO_USER = [
  '',
  'api',
  'apikey',
  'api_key',
  'key',
  'token',
  'anystring',
  'anything',
  'x',
  'x-token-auth',
  'oauth2',
];
/** Names of headers and fields that hold an `Authorization`. */
const AUTHORIZATION = /^(?:x-)?(?:authorization|auth(?:orization)?[ _-]?header)$/i;

/** Reads a text that is nothing but the value of an `Authorization` header. */
export function readAuthorization(text: string): Pair[] | null {
  const value = text.trim();
  if (!/^(?:Bearer|Basic)[ \t]+\S+$|^Token[ \t]+token=\S+$/i.test(value)) return null;
  return credentialOf({ name: 'Authorization', value, from: 'header', exact: true });
}

/** Returns the pairs of a header `Name: value`, or none if the text is no header. */
export function headerLine(text: string): Pair[] {
  const [, name = '', value = ''] = /^[ \t]*([!#$%&'*+.^_`|~\w-]{1,64})[ \t]*:[ \t]*(.*?)[ \t]*$/s.exec(text) ?? [];
  return name === '' || value === '' ? [] : credentialOf({ name, value, from: 'header', exact: true });
}

/**
 * Returns the credentials in a pair whose value is one of an `Authorization` header, whatever its name: the token alone,
 * or the two halves of Basic ones. Any other pair is returned as it is.
 */
export function credentialOf(pair: Pair): Pair[] {
  const isHeader = AUTHORIZATION.test(pair.name.trim());
  const [, scheme = '', rest = ''] = SCHEME.exec(pair.value.trim()) ?? [];
  const kind = scheme.toLowerCase();
  const named: Pair = { ...pair, ...(isHeader ? { name: 'Authorization', aliases: ['bearer token'] } : {}) };
  if (kind === 'basic') {
    const decoded = fromBase64(rest.trim());
    if (decoded?.includes(':')) return userPairs(decoded).map((half) => ({ ...half, decoded: true }));
    return isHeader ? [{ ...named, value: rest.trim() }] : [pair];
  }
  if (kind === 'bearer') return [{ ...named, value: rest.trim() }];
  if (!isHeader && !/^token[ \t]+token=/i.test(pair.value)) return [pair];
  if (/^[\w-]+=/.test(rest)) return parameters(rest, kind);
  if (kind !== '') return [{ ...named, value: rest.trim() }];
  const [, own] = /^[A-Za-z][\w-]{0,30}[ \t]+(\S+)$/.exec(pair.value.trim()) ?? [];
  return own ? [{ ...named, value: own }] : /\s/.test(pair.value.trim()) ? [] : [named];
}

/** Reads `token="abc", email="x"`, or the parameters of OAuth 1. */
function parameters(text: string, scheme: string): Pair[] {
  return [...text.matchAll(/([\w-]{1,64})=(?:"([^"]*)"|([^\s,;]*))/g)]
    .slice(0, MAX_PAIRS)
    .map(([, name, quoted, bare]) => ({
      name: name ?? '',
      ...(scheme === 'token' && name === 'token' ? { aliases: ['bearer token'] } : {}),
      value: quoted ?? bare ?? '',
      from: 'header',
      exact: true,
    }));
}

/** Decodes Base64 of text; null if it is none. */
export function fromBase64(text: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Reads `name:password`, where one half may only stand for the absence of one, or name the kind of the other. */
export function userPairs(text: string, from: Origin = 'sign-in'): Pair[] {
  const colon = text.indexOf(':');
  const [user, password] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  return namesOfHalves(user, password).flatMap(({ name, half, value }): Pair[] =>
    value === '' ? [] : [{ name, value, from, exact: true, ...(half ? { half } : {}) }],
  );
}

function namesOfHalves(user: string, password: string): { name: string; value: string; half?: 'user' | 'password' }[] {
  const mail = /^(\S+@\S+)\/token$/.exec(user)?.[1];
  const both = [
    { name: 'Username', value: user },
    { name: 'Password', value: password },
  ];
  if (mail) return [...both, { name: 'Email', value: mail }, { name: 'API token', value: password }];
  if (NO_PASSWORD.includes(password.toLowerCase())) return [{ name: 'API key', value: user }, ...both];
  if (NO_USER.includes(user.toLowerCase())) return [{ name: 'API key', value: password }, ...both];
  return [
    { name: 'Username', value: user, half: 'user' },
    { name: 'Password', value: password, half: 'password' },
  ];
}

/** Reads a form's body, as in an address: `name=value&name=value`. */
export function formPairs(text: string): Pair[] {
  return text.split('&', MAX_PAIRS).flatMap((part) => {
    const found = assignment(part);
    if (!found) return [];
    const [name, value] = [decoded(found.name), decoded(found.value)];
    return [{ name, value, from: 'data' as const, exact: true, ...(value === found.value ? {} : { decoded: true }) }];
  });
}

/** Splits `name=value`; null if there is no name or no value. */
export function assignment(text: string): { name: string; value: string } | null {
  const equals = text.indexOf('=');
  if (equals <= 0 || equals > MAX_NAME_LENGTH || equals === text.length - 1) return null;
  return { name: text.slice(0, equals), value: text.slice(equals + 1) };
}

function decoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}

/** Undoes percent-encoding; a text that is not so encoded stays. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
