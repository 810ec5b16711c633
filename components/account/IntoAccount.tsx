import { i18n } from '#i18n';
import type { AccountView } from '../../lib/page/popup';
import { Face } from './Face';

/** Whose account a connection goes into. Buttons that make one are described by its id, `into-account`. */
export function IntoAccount({ account }: { account: AccountView }) {
  return (
    <span class="line grow small" id="into-account">
      <Face account={account} />
      <span class="grow">
        <span class="cut muted">{i18n.t('popup.form.into', { name: account.name })}</span>
        <span class="cut strong">{account.email}</span>
      </span>
    </span>
  );
}
