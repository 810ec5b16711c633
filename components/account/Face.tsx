import { i18n } from '#i18n';
import type { AccountView } from '../../lib/page/popup';
import { Email } from '../ui/Email';
import { isolated } from '../ui/isolated';

/** Shows the account's initials in its colour. Hidden from screen readers, because the name stands beside it. */
export function Face({ account }: { account: AccountView }) {
  return (
    <span class="face" aria-hidden="true">
      {account.initials}
    </span>
  );
}

/** Names the account that a connection goes into. Buttons that make one refer to it by its id, `into-account`. */
export function IntoAccount({ account }: { account: AccountView }) {
  return (
    <span class="line grow small" id="into-account">
      <Face account={account} />
      <span class="grow">
        <span class="cut muted">{isolated({ name: account.name }, (parts) => i18n.t('popup.form.into', parts))}</span>
        <span class="strong">
          <Email email={account.email} wraps />
        </span>
      </span>
    </span>
  );
}
