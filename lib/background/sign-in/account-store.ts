import { storage } from 'wxt/utils/storage';
import { type Account, type Accounts, localAccountsItem, NO_ACCOUNTS, sessionAccountsItem } from '../../shared/account';
import type { ItemKey } from '../../shared/items';
import { isNamedCustomer, type SignInNotice, type SignInState, signInStateItem } from '../../shared/sign-in-state';
import { keepOnDisk } from '../keep-on-disk';
import { parseTokens, type Tokens, type TokensByAccount } from './tokens';

/** Secret. Read and written here alone, in the background alone. */
const sessionTokensItem = storage.defineItem<TokensByAccount>('session:tokens' satisfies ItemKey);

/** Secret, and on disk: exists only while the agent stays signed in. */
const localTokensItem = storage.defineItem<TokensByAccount>('local:tokens' satisfies ItemKey, { version: 1 });

/** All that is kept. */
interface Kept {
  accounts: Accounts;
  tokens: TokensByAccount;
}

/**
 * Accounts and their tokens: in memory-backed `storage.session`, and in `storage.local` too while
 * `staySignedIn` answers true. Changes happen one after the other.
 */
export function createAccountStore(staySignedIn: () => Promise<boolean>) {
  const oneAtATime = async (work: () => Promise<void>) => {
    await navigator.locks.request('account-store', work);
  };

  async function write({ accounts, tokens }: Kept, signIn?: SignInState) {
    // Each area in one write: a background that ends in between would leave accounts without their tokens.
    await storage.setItems([
      { item: sessionAccountsItem, value: accounts },
      { item: sessionTokensItem, value: tokens },
      ...(signIn ? [{ item: signInStateItem, value: signIn }] : []),
    ]);
    if (await staySignedIn())
      await keepOnDisk('accounts', () =>
        storage.setItems([
          { item: localAccountsItem, value: accounts },
          { item: localTokensItem, value: tokens },
        ]),
      );
    else await storage.removeItems([localAccountsItem, localTokensItem]);
  }

  /** What memory holds or, until the first write after the browser's start, what is on disk. */
  async function read(): Promise<Kept> {
    const [accounts, tokens] = (await storage.getItems([sessionAccountsItem, sessionTokensItem])).map(
      ({ value }) => value,
    );
    if (accounts) return { accounts, tokens: parseTokens(tokens) };
    if (!(await staySignedIn())) return { accounts: NO_ACCOUNTS, tokens: {} };
    const onDisk = await Promise.all([localAccountsItem.getValue(), localTokensItem.getValue()]);
    return { accounts: onDisk[0] ?? NO_ACCOUNTS, tokens: parseTokens(onDisk[1]) };
  }

  /** Changes what is kept of one account; a change that answers null leaves all as it was. */
  function change(edit: (kept: Kept) => Kept | null, signIn?: SignInState) {
    return oneAtATime(async () => {
      const changed = edit(await read());
      if (changed) await write(changed, signIn);
    });
  }

  /** Changes what is known of one account, if there is such an account. */
  function edit(accountId: string, work: (account: Account) => Account) {
    return change((kept) => {
      const account = kept.accounts.byId[accountId];
      return account ? { ...kept, accounts: withAccount(kept.accounts, work(account)) } : null;
    });
  }

  return {
    /** Brings back from disk what the browser's end took from memory, or clears the disk if nothing may stay there. */
    restore: () => change((kept) => kept),

    /** The account, unless it is not known here. */
    account: async (accountId: string): Promise<Account | undefined> => (await read()).accounts.byId[accountId],

    /** The account's tokens, unless it is signed out. */
    tokens: async (accountId: string): Promise<Tokens | undefined> => (await read()).tokens[accountId],

    /**
     * Adds an account or signs a known one in again, and shows it, in one write with what is to be said about it: a
     * page that showed it first would move under the hand when that comes. Where `named` is another customer, it has
     * the question about it; the customer who was named answers that question by coming back.
     */
    signIn: (profile: Pick<Account, 'id' | 'email' | 'fullName'>, tokens: Tokens, named = '', notice?: SignInNotice) =>
      change((kept) => {
        const known = kept.accounts.byId[profile.id];
        const account: Account = { ...known, ...profile, signIn: 'active' };
        // A sign-in that names nobody answers nothing.
        const expected = named || known?.cameInsteadOf;
        if (expected) account.cameInsteadOf = expected;
        const byId = Object.entries({ ...kept.accounts.byId, [profile.id]: account }).map(([id, { ...other }]) => {
          if (other.cameInsteadOf && isNamedCustomer(other.cameInsteadOf, profile.email)) delete other.cameInsteadOf;
          return [id, other] as const;
        });
        return {
          accounts: { current: profile.id, byId: Object.fromEntries(byId) },
          tokens: { ...kept.tokens, [profile.id]: tokens },
        };
      }, notice && { status: 'done', accountId: profile.id, notice }),

    /** The agent takes an account that came back in place of the customer who was named. */
    accept: (accountId: string) => edit(accountId, ({ cameInsteadOf: _named, ...account }) => account),

    /** Replaces tokens by what they were renewed to, unless they are gone or others have come meanwhile. */
    renew: (accountId: string, renewed: string, tokens: Tokens) =>
      change((kept) =>
        kept.tokens[accountId]?.accessToken === renewed
          ? { ...kept, tokens: { ...kept.tokens, [accountId]: tokens } }
          : null,
      ),

    /**
     * Drops the tokens with this access token, or says of an account without any that it has none, and keeps the
     * account, for its forms. Tokens that came meanwhile stay; answers whether the sign-in is over.
     */
    async end(accountId: string, accessToken: string | null): Promise<boolean> {
      let isOver = true;
      await change((kept) => {
        const { [accountId]: held, ...tokens } = kept.tokens;
        const account = kept.accounts.byId[accountId];
        isOver = held === undefined || held.accessToken === accessToken;
        return account && isOver
          ? { accounts: withAccount(kept.accounts, { ...account, signIn: 'ended' }), tokens }
          : null;
      });
      return isOver;
    },

    /** What the agent calls this customer; empty takes the label away. */
    setLabel: ({ accountId, label }: { accountId: string; label: string }) =>
      edit(accountId, ({ label: _old, ...unnamed }) => (label.trim() ? { ...unnamed, label: label.trim() } : unnamed)),

    /** Forgets account and tokens. */
    remove: (accountId: string) =>
      change((kept) => {
        const { [accountId]: _account, ...byId } = kept.accounts.byId;
        const { [accountId]: _tokens, ...tokens } = kept.tokens;
        const current = kept.accounts.current === accountId ? null : kept.accounts.current;
        return { accounts: { current, byId }, tokens };
      }),
  };
}

/** What {@link createAccountStore} gives. */
export type AccountStore = ReturnType<typeof createAccountStore>;

function withAccount(accounts: Accounts, account: Account): Accounts {
  return { ...accounts, byId: { ...accounts.byId, [account.id]: account } };
}
