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

/** Shows the customer's label or company on one line. Of a long domain the end stays, which says whose it is. */
export function Head({ account }: { account: AccountView }) {
  return isDomain(account) ? <Email email={account.head} /> : <span class="cut">{account.head}</span>;
}

/** Returns whether an account's head is the domain of its e-mail. */
const isDomain = ({ head, email }: AccountView): boolean => email.endsWith(`@${head}`);

/**
 * Names the account that a connection goes into; its e-mail is seen only where two customers here have the same head.
 * Buttons that make a connection refer to this by its id, `into-account`.
 */
export function IntoAccount({ account }: { account: AccountView }) {
  return (
    <span class="line grow small" id="into-account">
      <Face account={account} />
      <span class="grow">
        <span class="into">
          {isolated({ name: <Head account={account} /> }, (parts) => i18n.t('popup.form.into', parts))}
        </span>
        <span class={account.sharesHead ? 'muted' : 'unseen'}>
          <Email email={account.email} isLocal={isDomain(account)} />
        </span>
      </span>
    </span>
  );
}
