import { MAX_NAME_LENGTH, MAX_PAIRS, type Pair } from '../pair';
import { formPairs, percentDecoded, userPairs } from './headers';

const WEB = /^https?:\/\//i;
const CONNECTION =
  /^(?:jdbc:)?([a-z][a-z0-9+.-]{1,30}):\/\/(?:([^\s/?#@:]*)(?::([^\s/?#]*))?@)?(\[[0-9a-f:.]+\]|[\p{L}\p{N}_.-]+)?(?::(\d{1,5}))?(?:[/;]([^\s?#;]*))?([?;]\S*)?$/iu;
/** Schemes of addresses that hold a user name and a password. */
const SCHEMES =
  /^(?:https?|postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle|db2|ftps?|sftp|ssh|smtps?|imaps?|ldaps?|clickhouse|snowflake|kafka|nats|mqtts?)(?:\+\w+)?$/i;
/** What other keys of a connection string name; several of them are several words for one thing. */
const CONNECTION_NAMES: Record<string, string> = {
  server: 'Server',
  'data source': 'Server',
  addr: 'Server',
  address: 'Server',
  'network address': 'Server',
  host: 'Host',
  database: 'Database',
  'initial catalog': 'Database',
  dbname: 'Database',
  databasename: 'Database',
  'user id': 'User',
  uid: 'User',
  user: 'User',
  username: 'User',
  'user name': 'User',
  password: 'Password',
  pwd: 'Password',
  port: 'Port',
};

/** Returns the pairs of a web address: user name and password, query parameters, and the address itself. */
export function urlPairs(text: string): Pair[] {
  if (!WEB.test(text) || !URL.canParse(text)) return [];
  const url = new URL(text);
  const user = url.username
    ? userPairs(`${percentDecoded(url.username)}:${percentDecoded(url.password)}`, 'address')
    : [];
  const query = [...url.searchParams]
    .slice(0, MAX_PAIRS)
    .filter(([name, value]) => name !== '' && name.length <= MAX_NAME_LENGTH && value !== '')
    .map(([name, value]): Pair => ({ name, value, from: 'address', exact: true }));
  return [...user, ...query, { name: 'URL', value: url.origin, from: 'address', exact: true, implied: true }];
}

/** Reads a whole text that is one connection string or one address with a user name and a password. */
export function readAddress(text: string): Pair[] | null {
  const trimmed = text.trim();
  if (trimmed.length > 4000) return null;
  const body = /^[\w.-]+=[^&\s]*(?:&[\w.-]+=[^&\s]*)+$/.test(trimmed) ? formPairs(trimmed) : null;
  return connectionUrl(trimmed) ?? queryPairs(trimmed) ?? netrc(trimmed) ?? body ?? keyedConnection(trimmed);
}

/** Reads a web address with parameters. */
function queryPairs(text: string): Pair[] | null {
  const pairs = /^https?:\/\/\S+\?\S+=/i.test(text) ? urlPairs(text) : [];
  return pairs.length > 1 ? pairs : null;
}

/** Reads a line of `.netrc`. */
function netrc(text: string): Pair[] | null {
  const [, host, user, password] = /^machine\s+(\S+)\s+login\s+(\S+)\s+password\s+(\S+)$/.exec(text) ?? [];
  if (!host || !user || !password) return null;
  return [{ name: 'Host', value: host, from: 'data', exact: true }, ...userPairs(`${user}:${password}`)];
}

/** Reads `postgres://user:password@host:port/database`, percent-encoded; null if the text is none or holds nothing. */
export function connectionUrl(text: string): Pair[] | null {
  const [, scheme = '', user, password, host, port, path, rest] = CONNECTION.exec(text) ?? [];
  if (!SCHEMES.test(scheme)) return null;
  if (WEB.test(text)) return user && password !== undefined ? urlPairs(text) : null;
  // A second @ may belong to the password or not.
  const unsure = (password ?? '').includes('@') || undefined;
  const parts: [string, string | undefined][] = [
    ['Host', host],
    ['Port', port],
    ['Database', path],
    ['Username', user],
    ['Password', password],
  ];
  const pairs = parts.flatMap(([name, raw]): Pair[] => {
    if (!raw) return [];
    const value = percentDecoded(raw);
    const decoded = value !== raw ? { decoded: true } : {};
    return [{ name, value, from: 'address', exact: true, ...decoded, ...(unsure ? { unsure } : {}) }];
  });
  const keyed = rest?.startsWith(';') ? keyedConnection(`${path}${rest}`) : null;
  const query = rest?.startsWith('?') ? [...new URLSearchParams(rest)] : [];
  return [
    ...pairs.filter(({ name }) => !(rest?.startsWith(';') && name === 'Database')),
    ...(keyed ?? []),
    ...query.map(([name, value]): Pair => ({ name, value, from: 'address', exact: true })),
  ];
}

/** Reads `Server=…;User Id=…;Password="…";`, in one line or several; null if some part has no name. */
export function keyedConnection(text: string): Pair[] | null {
  const part = /\s*([A-Za-z][\w .]{0,40}?)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;\n]*?)\s*(?:;|$)/y;
  const pairs: Pair[] = [];
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end && pairs.length < MAX_PAIRS) {
    part.lastIndex = at;
    const found = part.exec(text);
    // A value holds the sign between values, without quotes: it cannot be told where it ends.
    if (!found || found[0] === '') return countKnown(pairs) > 1 ? [] : null;
    at = part.lastIndex;
    const [, name = '', raw = ''] = found;
    const quote = raw[0] === '"' || raw[0] === "'" ? raw[0] : '';
    const value = quote ? raw.slice(1, -1).replaceAll(quote + quote, quote) : raw;
    pairs.push(...keyedPair(name, value));
  }
  return pairs.length > 1 && (countKnown(pairs) > 1 || /Account(?:Name|Key)=|SharedAccessKey=/.test(text))
    ? pairs
    : null;
}

const countKnown = (pairs: Pair[]) => pairs.filter(({ name }) => Object.values(CONNECTION_NAMES).includes(name)).length;

function keyedPair(raw: string, value: string): Pair[] {
  const name = CONNECTION_NAMES[raw.toLowerCase()] ?? raw;
  const pair: Pair = { name, value, from: 'data', exact: true };
  if (name !== 'Server') return [pair];
  const [, host = value, port] = /^(?:tcp:)?(.*?)(?:,(\d{1,5}))?$/.exec(value) ?? [];
  return [
    { ...pair, value: host, aliases: ['Host'] },
    ...(port ? [{ name: 'Port', value: port, from: 'data' as const, exact: true }] : []),
  ];
}
