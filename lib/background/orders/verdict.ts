import type { ConnectionRef, Listed, ListedConnection } from '../../shared/connection';
import { foldedName } from '../../shared/naming';
import type { Sent } from '../../shared/order';

/** The conclusion from an account's list about a request whose answer is lost. */
export type Verdict =
  /** The connection exists; `others` are further new ones of the same name. */
  | { code: 'found'; connection: ConnectionRef; others: ConnectionRef[] }
  | { code: 'absent' }
  /** There is none of this name, but it is not known what was there before: it may be there by another name. */
  | { code: 'unclear' }
  /** The list contains candidates, with these titles. */
  | { code: 'perhaps'; titles: string[] };

/** Returns how many connections there are if exactly one was made since a request, or undefined if that is not known. */
export function oneMore({ before, countBefore }: Sent): number | undefined {
  const count = countBefore ?? before?.length;
  return count === undefined ? undefined : count + 1;
}

/**
 * Compares an app's connections with those before a request, by id and by {@link foldedName}, and their numbers: the ids
 * from before may be hours old, so a new one is the request's own only if there is one more.
 */
export function judge(title: string, sent: Sent, { connections: listed, count, extent }: Listed): Verdict {
  const { before } = sent;
  const isNamed = (connection: ListedConnection) => foldedName(connection.title) === foldedName(title);
  if (before === null) {
    const named = listed.filter(isNamed);
    if (named.length > 0) return { code: 'perhaps', titles: named.map((one) => one.title) };
    const isNoMore = count !== null && sent.countBefore !== null && count <= sent.countBefore;
    const isEmpty = extent === 'whole' && listed.length === 0;
    return { code: isNoMore || isEmpty ? 'absent' : 'unclear' };
  }
  const known = new Set(before);
  const made = listed.filter(({ id }) => !known.has(id));
  const [connection, ...others] = made.filter(isNamed).map(({ id, title }) => ({ id, title }));
  const isOneMore = count === null || count >= (oneMore(sent) ?? 0);
  if (connection && isOneMore) return { code: 'found', connection, others };
  return made.length === 0 ? { code: 'absent' } : { code: 'perhaps', titles: made.map((one) => one.title) };
}
