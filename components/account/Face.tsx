import type { AccountView } from '../../lib/page/popup';

/** The account's initials in its colour; its name stands beside it. */
export function Face({ account }: { account: AccountView }) {
  return (
    <span class="face" aria-hidden="true">
      {account.initials}
    </span>
  );
}
