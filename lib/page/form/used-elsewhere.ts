import { computed, effect, signal } from '@preact/signals';
import { type Account, sessionAccountsItem } from '../../shared/account';
import { valueFingerprints } from '../../shared/fingerprint';
import { type UsedCredentials, usedCredentialsItem } from '../../shared/used-credentials';
import type { Entry } from './entry';
import { valueId } from './form-inputs';

/** A credential that is typed here and was sent for another customer. */
export interface UsedElsewhere {
  account: Account;
  /** Epoch milliseconds. */
  usedAt: number;
}

/** Compares what is typed with the credentials that were sent for other accounts, to warn of a mix-up. */
export function createUsedElsewhere(accountId: string, entry: Pick<Entry, 'secrets' | 'inputs'>) {
  const known = signal<UsedCredentials | null>(null);
  const accounts = signal<Record<string, Account>>({});
  /** Fingerprints of the typed secrets, by the id of the secret. */
  const typed = signal<ReadonlyMap<string, string>>(new Map());

  /** Fingerprints are taken here, where the secrets are typed, so that no message has to carry them. */
  function recognise() {
    const { key, used } = known.value ?? { key: '', used: [] };
    const { values } = entry.secrets.value;
    if (used.every((credential) => credential.accountId === accountId)) {
      typed.value = new Map();
      return;
    }
    let current = true;
    void valueFingerprints(key, values).then((found) => {
      if (current) typed.value = new Map(found.map(({ valueId, hmac }) => [valueId, hmac]));
    });
    return () => {
      current = false;
    };
  }

  return {
    /** The latest use of each typed secret for another account, by input id. */
    found: computed<ReadonlyMap<string, UsedElsewhere>>(() => {
      const used = known.value?.used ?? [];
      return new Map(
        entry.inputs.value.flatMap(({ id }): [string, UsedElsewhere][] => {
          const hmac = typed.value.get(valueId(id));
          const use = used.findLast((other) => other.hmac === hmac && other.accountId !== accountId);
          const account = use && accounts.value[use.accountId];
          return account ? [[id, { account, usedAt: use.usedAt }]] : [];
        }),
      );
    }),

    /** Compares while the form is shown. Returns a function that stops. */
    follow(): () => void {
      const show = (value: UsedCredentials | null) => {
        known.value = value;
      };
      const stops = [
        usedCredentialsItem.watch(show),
        sessionAccountsItem.watch((value) => {
          accounts.value = value?.byId ?? {};
        }),
        effect(recognise),
      ];
      void Promise.all([usedCredentialsItem.getValue(), sessionAccountsItem.getValue()]).then(([used, kept]) => {
        known.value ??= used;
        accounts.value = kept?.byId ?? {};
      });
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
