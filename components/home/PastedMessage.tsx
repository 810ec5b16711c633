import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { AnotherCustomer } from '../account/AnotherCustomer';
import { Alert } from '../ui/Alert';
import { VanishingButton } from '../ui/focus';

/** Says that what was pasted into the search box is held back, for whom it is if not for this customer, and forgets it. */
export function PastedMessage({ popup, account }: { popup: Popup; account: AccountView }) {
  const text = popup.held.text.value;
  const { isTooLong } = popup.held;
  if (isTooLong.value)
    return (
      <Alert kind="warn" verdict={i18n.t('popup.home.pastedTooLong')}>
        <VanishingButton onClick={popup.forgetPasted}>{i18n.t('popup.notice.dismiss')}</VanishingButton>
      </Alert>
    );
  if (!text) return null;
  const isMessage = /\s/.test(text);
  return (
    <>
      <AnotherCustomer
        account={account}
        named={popup.search.value?.namedInstead.value ?? []}
        onSwitch={(customerId) => popup.handOver(text, customerId, null)}
      />
      <Alert kind="info" verdict={i18n.t(isMessage ? 'popup.home.pastedMessage' : 'popup.home.pastedTitle')}>
        <p>
          {i18n.t('popup.home.pastedText', { length: text.length })}{' '}
          <VanishingButton onClick={popup.forgetPasted}>{i18n.t('popup.home.forget')}</VanishingButton>
        </p>
      </Alert>
    </>
  );
}
