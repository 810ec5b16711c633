import { storage } from 'wxt/utils/storage';
import { parseTokens, type Tokens, type TokensByAccount } from '../oauth/tokens';
import { type Account, type Accounts, localAccountsItem, NO_ACCOUNTS, sessionAccountsItem } from './account';

/** Secret. Read and written here alone, in the background alone. */
const sessionTokensItem = storage.defineItem<TokensByAccount>('session:tokens');

/** Secret, and on disk: exists only while the agent stays signed in. */
const localTokensItem = storage.defineItem<TokensByAccount>('local:tokens', { version: 1 });

/**
 * Accounts and their tokens: in memory-backed `storage.session`, and in `storage.local` too while
 * `staySignedIn` answers true. Changes happen one after the other.
 */
export function createAccountStore(staySignedIn: () => Promise<boolean>) {
  const oneAtATime = async (work: () => Promise<void>) => {
    await navigator.locks.request('account-store', work);
  };

  async function write(accounts: Accounts, tokens: TokensByAccount) {
    await Promise.all([sessionAccountsItem.setValue(accounts), sessionTokensItem.setValue(tokens)]);
    if (await staySignedIn())
      await Promise.all([localAccountsItem.setValue(accounts), localTokensItem.setValue(tokens)]);
    else await Promise.all([localAccountsItem.removeValue(), localTokensItem.removeValue()]);
  }

  async function read() {
    const [accounts, tokens] = await Promise.all([sessionAccountsItem.getValue(), sessionTokensItem.getValue()]);
    return { accounts: accounts ?? NO_ACCOUNTS, tokens: parseTokens(tokens) };
  }

  /** Changes what is kept of one account; a change that answers null leaves all as it was. */
  function change(
    edit: (kept: {
      accounts: Accounts;
      tokens: TokensByAccount;
    }) => { accounts: Accounts; tokens: TokensByAccount } | null,
  ) {
    return oneAtATime(async () => {
      const changed = edit(await read());
      if (changed) await write(changed.accounts, changed.tokens);
    });
  }

  return {
    /** Brings back from disk what the browser's end took from memory, or clears the disk if nothing may stay there. */
    restore: () =>
      oneAtATime(async () => {
        const kept = await read();
        if (kept.accounts.current || !(await staySignedIn())) return write(kept.accounts, kept.tokens);
        const [accounts, tokens] = await Promise.all([localAccountsItem.getValue(), localTokensItem.getValue()]);
        if (accounts) await write(accounts, parseTokens(tokens));
      }),

    /** The account, unless it is not known here. */
    account: async (accountId: string): Promise<Account | undefined> => (await read()).accounts.byId[accountId],

    /** The account's tokens, unless it is signed out. */
    tokens: async (accountId: string): Promise<Tokens | undefined> => (await read()).tokens[accountId],

    /** Adds an account or signs a known one in again, and shows it. */
    signIn: (account: Omit<Account, 'signIn' | 'label'>, tokens: Tokens) =>
      change((kept) => ({
        accounts: {
          current: account.id,
          byId: {
            ...kept.accounts.byId,
            [account.id]: { ...kept.accounts.byId[account.id], ...account, signIn: 'active' },
          },
        },
        tokens: { ...kept.tokens, [account.id]: tokens },
      })),

    /** Replaces the tokens of an account that is still signed in. */
    renew: (accountId: string, tokens: Tokens) =>
      change((kept) => (kept.tokens[accountId] ? { ...kept, tokens: { ...kept.tokens, [accountId]: tokens } } : null)),

    /** Drops the tokens and keeps the account, for its forms. */
    end: (accountId: string) =>
      change((kept) => {
        const account = kept.accounts.byId[accountId];
        if (!account) return null;
        const { [accountId]: _dead, ...tokens } = kept.tokens;
        return {
          accounts: { ...kept.accounts, byId: { ...kept.accounts.byId, [accountId]: { ...account, signIn: 'ended' } } },
          tokens,
        };
      }),

    /** What the agent calls this customer; empty takes the label away. */
    setLabel: (accountId: string, label: string) =>
      change((kept) => {
        const account = kept.accounts.byId[accountId];
        if (!account) return null;
        const { label: _old, ...unnamed } = account;
        const named = label ? { ...unnamed, label } : unnamed;
        return { ...kept, accounts: { ...kept.accounts, byId: { ...kept.accounts.byId, [accountId]: named } } };
      }),

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
