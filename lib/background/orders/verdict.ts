import type { ConnectionRef, ListedConnection } from '../../shared/connection';
import { foldedName } from '../../shared/unique-name';
import type { JournalEntry } from './journal';

/** What an account's list says of a request whose answer is lost. */
export type Verdict =
  /** There; `others` are further ones of its name that are as new. */
  | { code: 'found'; connection: ConnectionRef; others: ConnectionRef[] }
  | { code: 'absent' }
  /** Something that may be it is there, by title. */
  | { code: 'perhaps'; titles: string[] };

/** Compares an app's connections with those known before a request, by id, and by name as people read names. */
export function judge({ before, title }: Pick<JournalEntry, 'before' | 'title'>, listed: ListedConnection[]): Verdict {
  const isNamed = (connection: ListedConnection) => foldedName(connection.title) === foldedName(title);
  if (before === null) {
    const named = listed.filter(isNamed);
    return named.length === 0 ? { code: 'absent' } : { code: 'perhaps', titles: named.map((one) => one.title) };
  }
  const known = new Set(before);
  const made = listed.filter(({ id }) => !known.has(id));
  const [connection, ...others] = made.filter(isNamed).map(({ id, title }) => ({ id, title }));
  if (connection) return { code: 'found', connection, others };
  return made.length === 0 ? { code: 'absent' } : { code: 'perhaps', titles: made.map((one) => one.title) };
}
