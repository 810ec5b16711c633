import { fold } from '../../shared/named-customer';

/** Anything without blanks and the signs that stand around addresses. */
const PIECE = /[^\s"'`<>()[\]{};,=|*]+/g;
const HOST = /^(?:[\p{L}\p{N}_-]{1,63}\.){1,9}\p{L}{2,63}$/u;
/** Longer pieces are no addresses, or have their host within this many UTF-16 units. */
const LONGEST = 300;

/** Hosts and e-mails in a text, folded. */
export interface Addresses {
  /** Of web addresses and where one stands alone, with its place in the text. */
  hosts: { host: string; at: number }[];
  mails: { address: string; host: string }[];
}

/** Finds what in a text looks like a host or an e-mail. */
export function addressesIn(text: string): Addresses {
  const found: Addresses = { hosts: [], mails: [] };
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    const bare = fold(piece.slice(0, LONGEST)).replace(/^(?:[a-z][a-z\d+.-]*:\/\/|mailto:)/, '');
    const [authority = ''] = bare.split(/[/?#]/);
    const at = authority.lastIndexOf('@');
    const host = authority.slice(at + 1).replace(/(?::\d*)?[.:!]{0,3}$/, '');
    if (!HOST.test(host)) continue;
    // What stands before the host of a web address signs in there.
    if (at > 0 && !piece.includes('://')) found.mails.push({ address: `${authority.slice(0, at)}@${host}`, host });
    else found.hosts.push({ host, at: index });
  }
  return found;
}
