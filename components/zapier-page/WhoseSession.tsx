import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { Alert } from '../ui/Alert';
import { isolated } from '../ui/isolated';

interface WhoseSessionProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  /** True inside a note. */
  plain?: boolean;
}

/**
 * Says above a button that opens Zapier's page whose session that page needs, unless it was this account's a short
 * while ago. Such a button refers to it by its id, `whose-session`.
 */
export function WhoseSession({ popup, account, form, plain = false }: WhoseSessionProps) {
  if (form.zapierPage.isProven.value) return null;
  const doubt = i18n.t('popup.hosted.doubt');
  const text = isolated({ email: account.email }, (parts) => i18n.t('popup.hosted.doubtText', parts));
  const signOut = <ZapierSignOut popup={popup} />;
  return (
    <div id="whose-session">
      {plain ? (
        <p>
          <b>{doubt}.</b> {text} {signOut}
        </p>
      ) : (
        <Alert kind="warn" verdict={doubt} actions={signOut}>
          {text}
        </Alert>
      )}
    </div>
  );
}
