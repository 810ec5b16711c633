import { isDomainName } from '../../shared/domain-name';

/** Matches a scheme; `URL` accepts those of the web without slashes. */
const SCHEME = /^(?:(?:https?|wss?|ftp):|[a-z][a-z0-9+.-]*:(?=\/\/))/i;

/** Matches the start of a line up to the end of an address, whose user name may hold anything, blanks too. */
const FIRST_ADDRESS = /^[a-z0-9+.-]*:?[\\/]*[^\\/?#]*(?:[\\/?#]\S*)?/i;

/** Matches what separates addresses in a text, apart from blanks; a scheme starts another one. */
const BETWEEN = /[<>"'()=,;|]+|(?=https?:\/\/)/i;

/** Matches what may stand around an address in a text; a bounded run, because others take quadratic time. */
const AROUND = /^[<>"'(]+|[<>"'),.;:!]{1,9}$/g;

/** The dots that `URL` takes for one. */
const DOTS = /[.。．｡]/;

/** Returns the hosts that a text names, each once and with a port that is not the scheme's own, as `URL` reads them. */
export function hostsIn(text: string): string[] {
  // `URL` ignores tabs. Line breaks separate values.
  return [
    ...new Set(
      text
        .replaceAll('\t', '')
        .split(/[\r\n]+/)
        .flatMap(inLine),
    ),
  ];
}

function inLine(line: string): string[] {
  const trimmed = line.trim();
  const [address = ''] = FIRST_ADDRESS.exec(trimmed) ?? [];
  const host = hostOf(address);
  const rest = host === null ? trimmed : trimmed.slice(address.length);
  return [...(host === null ? [] : [host]), ...rest.split(/\s+/).flatMap(inWord)];
}

function inWord(word: string): string[] {
  const host = hostOf(word.replace(AROUND, ''));
  if (host !== null) return [host];
  return word.split(BETWEEN).flatMap((part) => hostOf(part.replace(AROUND, '')) ?? []);
}

/** Returns the host that a request to an address would go to; null if the text is none, or only looks like one. */
function hostOf(address: string): string | null {
  const [scheme] = SCHEME.exec(address) ?? [];
  // One slash starts a path.
  if (!scheme && /^[\\/](?![\\/])/.test(address)) return null;
  // `URL` reads hosts only in addresses of the web's schemes.
  const isOther = scheme && !/^(?:https?|wss?|ftp):$/i.test(scheme);
  const url = scheme && !isOther ? address : `https:${isOther ? address.slice(scheme.length) : `//${address}`}`;
  if (!URL.canParse(url)) return null;
  const { host, hostname } = new URL(url);
  // `URL` allows quotes and commas in a host.
  if (scheme) return /["'(),;=|]/.test(hostname) ? null : host;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return hasFourParts(address) ? host : null;
  return hostname === 'localhost' || hostname.startsWith('[') || isDomainName(hostname) ? host : null;
}

/** Tells an IPv4 address from a number, a version or a date, which `URL` takes for addresses too. */
function hasFourParts(address: string): boolean {
  const [host = ''] = address.replace(/^[\\/]+/, '').split(/[\\/?#]/);
  return host.slice(host.lastIndexOf('@') + 1).split(DOTS).length === 4;
}
