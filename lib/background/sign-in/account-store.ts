import { storage } from 'wxt/utils/storage';
import {
  type Account,
  type Accounts,
  localAccountsItem,
  NO_ACCOUNTS,
  sessionAccountsItem,
  withoutUndecided,
} from '../../shared/account';
import { configItem } from '../../shared/config';
import type { ItemKey } from '../../shared/items';
import { type SignedIn, type SignInNotice, type SignInState, signInStateItem } from '../../shared/sign-in';
import { keepOnDisk } from '../keep-on-disk';
import { issuerOf } from './oauth-client';
import { parseTokens, type Tokens, type TokensByAccount, withIssuer } from './tokens';

/** Secret. Read and written only here, in the background. */
const sessionTokensItem = storage.defineItem<TokensByAccount>('session:tokens' satisfies ItemKey);

/** Secret, and on disk: exists only with *Stay signed in*. */
export const localTokensItem = storage.defineItem<TokensByAccount>('local:tokens' satisfies ItemKey, {
  version: 2,
  migrations: { 2: async (stored: unknown) => withIssuer(stored, issuerOf(await configItem.getValue())) },
});

/** Everything the store keeps. */
interface Kept {
  accounts: Accounts;
  tokens: TokensByAccount;
}

/**
 * Stores accounts and their tokens: in memory-backed `storage.session`, and in `storage.local` too while `staySignedIn`
 * returns true. Changes are made one at a time.
 */
export function createAccountStore(staySignedIn: () => Promise<boolean>) {
  const oneAtATime = async (work: () => Promise<void>) => {
    await navigator.locks.request('account-store', work);
  };

  async function write({ accounts, tokens }: Kept, signIn?: SignInState) {
    // One write per area: a background stopped in between would leave accounts without their tokens.
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

  /** Reads from memory or, until the first write after the browser starts, from disk. */
  async function read(): Promise<Kept> {
    const [accounts, tokens] = (await storage.getItems([sessionAccountsItem, sessionTokensItem])).map(
      ({ value }) => value,
    );
    if (accounts) return kept(accounts, tokens);
    if (!(await staySignedIn())) return { accounts: NO_ACCOUNTS, tokens: {} };
    const onDisk = await Promise.all([localAccountsItem.getValue(), localTokensItem.getValue()]);
    return kept(withoutUndecided(onDisk[0] ?? NO_ACCOUNTS), onDisk[1]);
  }

  /** Applies a change; `edit` returns null to leave everything as it is. */
  function change(edit: (kept: Kept) => Kept | null, signIn?: SignInState) {
    return oneAtATime(async () => {
      const changed = edit(await read());
      if (changed) await write(changed, signIn);
    });
  }

  /** Changes an account, if it exists. */
  function edit(accountId: string, work: (account: Account) => Account) {
    return change((kept) => {
      const account = kept.accounts.byId[accountId];
      return account ? { ...kept, accounts: withAccount(kept.accounts, work(account)) } : null;
    });
  }

  return {
    /**
     * Restores from disk what was lost from memory when the browser closed, or clears the disk if nothing may stay
     * there.
     */
    restore: () => change((kept) => kept),

    /** Returns all accounts. Every account with tokens is one of them, so that the agent can sign it out. */
    accounts: async (): Promise<Accounts> => (await read()).accounts,

    /** Returns the account, or undefined if it is not known. */
    account: async (accountId: string): Promise<Account | undefined> => (await read()).accounts.byId[accountId],

    /** Returns the account's tokens, or undefined if it is signed out. */
    tokens: async (accountId: string): Promise<Tokens | undefined> => (await read()).tokens[accountId],

    /**
     * Adds an account or signs a known one in again, makes it the current one, and stores the notice about it in the
     * same write, so that the page does not move when the notice appears. Returns the tokens that these replace.
     */
    async signIn(profile: SignedIn, tokens: Tokens, notice?: SignInNotice): Promise<Tokens | undefined> {
      let replaced: Tokens | undefined;
      await change(({ accounts, ...kept }) => {
        replaced = kept.tokens[profile.id];
        const label = accounts.byId[profile.id]?.label;
        const account: Account = { ...profile, ...(label !== undefined && { label }), signIn: 'active' };
        return {
          accounts: { current: profile.id, byId: { ...accounts.byId, [profile.id]: account } },
          tokens: { ...kept.tokens, [profile.id]: tokens },
        };
      }, notice && { status: 'done', accountId: profile.id, notice });
      return replaced;
    },

    /** Makes a known account the current one. */
    show: ({ accountId }: { accountId: string }) =>
      change((kept) =>
        kept.accounts.byId[accountId] ? { ...kept, accounts: { ...kept.accounts, current: accountId } } : null,
      ),

    /** Replaces the renewed tokens. Returns false if they have been removed or replaced meanwhile. */
    async renew(accountId: string, renewed: string, tokens: Tokens): Promise<boolean> {
      let isKept = false;
      await change((kept) => {
        isKept = kept.tokens[accountId]?.accessToken === renewed;
        return isKept ? { ...kept, tokens: { ...kept.tokens, [accountId]: tokens } } : null;
      });
      return isKept;
    },

    /**
     * Removes the tokens with this access token and marks the account as signed out, also if it has no tokens. Keeps
     * the account, for its forms, and any tokens that arrived meanwhile. Returns whether the sign-in has ended.
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

    /** Sets the agent's label for this customer; an empty label removes it. */
    setLabel: ({ accountId, label }: { accountId: string; label: string }) =>
      edit(accountId, ({ label: _old, ...unnamed }) => (label.trim() ? { ...unnamed, label: label.trim() } : unnamed)),

    /** Removes an account and its tokens, and returns these. */
    async remove(accountId: string): Promise<Tokens | undefined> {
      let removed: Tokens | undefined;
      await change((kept) => {
        const { [accountId]: _account, ...byId } = kept.accounts.byId;
        const { [accountId]: held, ...tokens } = kept.tokens;
        removed = held;
        const current = kept.accounts.current === accountId ? null : kept.accounts.current;
        return { accounts: { current, byId }, tokens };
      });
      return removed;
    },
  };
}

/** The object that {@link createAccountStore} returns. */
export type AccountStore = ReturnType<typeof createAccountStore>;

/** Returns what is stored, without tokens that no known account has. */
function kept(accounts: Accounts, stored: unknown): Kept {
  const tokens = Object.entries(parseTokens(stored)).filter(([accountId]) => Object.hasOwn(accounts.byId, accountId));
  return { accounts, tokens: Object.fromEntries(tokens) };
}

function withAccount(accounts: Accounts, account: Account): Accounts {
  return { ...accounts, byId: { ...accounts.byId, [account.id]: account } };
}
