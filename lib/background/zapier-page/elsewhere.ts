import { listedItem } from '../../shared/connection';
import type { ElsewhereBefore, PageOrder } from '../../shared/order';
import type { FoundElsewhere, OtherAccount } from '../../shared/order-stage';
import { BELIEVED_FOR_MS } from '../../shared/zapier-session';
import type { Connections } from '../connections/connections';
import type { IsOthers } from '../orders/claims';
import type { AccountStore } from '../sign-in/account-store';

interface Dependencies {
  store: Pick<AccountStore, 'accounts'>;
  connections: Pick<Connections, 'read'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Where a connection is that Zapier's page may have made in another account than the one that was chosen. */
export interface Elsewhere {
  found: FoundElsewhere[];
  /** Accounts that could not be compared; empty if it was found. */
  mayBeIn: OtherAccount[];
}

/**
 * Looks for a connection in the other accounts that are signed in here, because Zapier's page uses the browser's own
 * session. Only an account whose connections of the app were listed shortly before the visit can be compared.
 */
export function createElsewhere({ store, connections, now }: Dependencies) {
  async function others(accountId: string) {
    const { byId } = await store.accounts();
    return Object.values(byId).filter(({ id, signIn }) => id !== accountId && signIn === 'active');
  }

  return {
    /** Returns what the other accounts hold before a visit, as far as it is known. */
    async before({ accountId, app }: PageOrder): Promise<ElsewhereBefore[]> {
      const lists = (await others(accountId)).map(async ({ id }) => {
        const listed = await listedItem.read(id, app.id);
        const isRecent =
          listed?.extent === 'whole' && now() >= listed.listedAt && now() < listed.listedAt + BELIEVED_FOR_MS;
        return isRecent ? [{ accountId: id, connectionIds: listed.connections.map((one) => one.id) }] : [];
      });
      return (await Promise.all(lists)).flat();
    },

    /** Compares the other accounts after a visit that made nothing in its own. */
    async look({ accountId, app, before }: PageOrder, isOthers: IsOthers): Promise<Elsewhere> {
      const found: FoundElsewhere[] = [];
      const mayBeIn: OtherAccount[] = [];
      for (const { id, email } of await others(accountId)) {
        const known = before?.elsewhere.find((other) => other.accountId === id)?.connectionIds;
        const after = known && (await connections.read({ accountId: id, appId: app.id }, { since: now() }));
        const listed = after?.ok ? after.value : null;
        if (listed?.extent !== 'whole') mayBeIn.push({ accountId: id, email });
        for (const connection of listed?.connections ?? [])
          if (!known?.includes(connection.id) && !isOthers(connection))
            found.push({ accountId: id, email, id: connection.id, title: connection.title });
      }
      return { found, mayBeIn: found.length > 0 ? [] : mayBeIn };
    },
  };
}
