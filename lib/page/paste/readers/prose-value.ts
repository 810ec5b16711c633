import { insideQuotes } from '../../../shared/quotes';
import type { Pair } from '../pair';
import { credentialOf } from './headers';

/** Longest text, in UTF-16 units, that is searched for addresses. */
const LONGEST_ADDRESSES = 1000;
const MAIL = /[^\s@<>()[\],;:"|/]+@[^\s@<>()[\],;:"|/]+\.[^\s@<>()[\],;:"|/.]+/g;
/** What chats and mail programs make of addresses. */
const LINKS: [RegExp, number][] = [
  [/^\[([^\]]+)\]\((?:mailto:)?([^)\s]+)\)$/, 0],
  [/^<(?:mailto:)?(https?:\/\/[^\s<>|]+|[^\s<>|@]+@[^\s<>|@]+\.[^\s<>|@]+)(?:\|[^<>]*)?>$/i, 1],
  [/^([^\s<>]+)[ ]?<(?:mailto:|tel:|https?:\/\/)[^\s<>]+>$/i, 1],
  [/^mailto:(\S+)$/i, 1],
];

/** Returns the value without the link that a chat or a mail program made of it. */
export function unlinked(value: string): string {
  for (const [rule, part] of LINKS) {
    const found = rule.exec(value);
    if (!found) continue;
    if (part > 0) return found[part] ?? value;
    const [, text = '', target = ''] = found;
    const isSame = text.includes('.') && target.replace(/^https?:\/\//i, '').startsWith(text);
    return /^https?:/i.test(target) && !/^https?:/i.test(text) && !isSame ? target : text;
  }
  return value;
}

/** Returns the pairs of a label and what stands after it in a message. */
export function valuesOf(label: string, raw: string): Pair[] {
  const name = label.trim();
  const pair: Pair = { name, value: raw, from: 'label' };
  if (raw === '') return [];
  const value = unlinked(raw);
  if (value !== raw) return credentialOf({ ...pair, value });
  const quoted = /^[«‹].*[»›]$/.test(value) ? value.slice(1, -1).trim() : quotation(value);
  if (quoted === null && value.length > 2 && /^(["'`]).*\1$/.test(value))
    return [{ ...pair, unsure: true, others: [value.slice(1, -1)] }];
  if (quoted !== null) return credentialOf({ ...pair, value: quoted, exact: true });
  const marked = /^(\*\*|`+|__|\*)([^*`]+)\1[.,;]?$/.exec(value)?.[2];
  if (marked) return credentialOf({ ...pair, value: marked, exact: true });
  if (/^[=\s]+$/.test(value) || /^[{[(]+$/.test(value) || /^[|>][-+]?$/.test(value)) return [];
  const sender = /^[^<>@:]{1,100}[ ]<([\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)>$/.exec(value)?.[1];
  if (sender) return [{ ...pair, value: sender }];
  const mails = value.length > LONGEST_ADDRESSES || !value.includes('@') ? [] : (value.match(MAIL) ?? []);
  if (mails.length > 1 && !value.includes('://')) return [{ ...pair, unsure: true, others: mails }];
  const remark = /^(\S+)\s+(?:\(.*\)|#.*|\/\/.*|<-.*|←.*|[-–—]\s.*|\*.*)$/.exec(value)?.[1];
  if (remark)
    return credentialOf({ ...pair, others: [remark], unsure: !/^#\d/.test(value.slice(remark.length).trim()) });
  const bare = withoutEnd(value);
  return credentialOf(bare !== value && bare !== '' ? { ...pair, others: [bare] } : pair);
}

/** Returns a text without the signs at its end that may be the sentence's. */
export function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '.,;:!?)]。、'.includes(text[end - 1] ?? ' ')) end--;
  return text.slice(0, end);
}

/** Returns what stands in quotes, where only a comma, a dot or a semicolon of the sentence follows. */
function quotation(value: string): string | null {
  return insideQuotes(value) ?? insideQuotes(value.replace(/(?<=["'”“’‘«»`])[.,;]$/, ''));
}
