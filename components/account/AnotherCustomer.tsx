import { i18n } from '#i18n';
import type { AccountView, Customer } from '../../lib/page/popup';
import { Alert } from '../ui/Alert';
import { isolated } from '../ui/isolated';

/** So many are offered; who is among more is found in the list of customers. */
const SHOWN = 3;

interface AnotherCustomerProps {
  account: AccountView;
  /** The customers whom the text names instead. */
  named: Customer[];
  onSwitch: (customerId: string) => void;
  /** True where that is the one thing to do next. */
  isMain?: boolean;
}

/** Says that a pasted text names another customer than the one shown, and offers to switch. */
export function AnotherCustomer({ account, named, onSwitch, isMain = false }: AnotherCustomerProps) {
  const [first] = named;
  if (!first) return null;
  return (
    <Alert
      kind="warn"
      verdict={isolated({ named: first.email, shown: account.email }, (parts) => i18n.t('popup.paste.another', parts))}
      actions={named.slice(0, SHOWN).map((customer) => (
        <button
          key={customer.id}
          type="button"
          class={customer === first && isMain ? 'button button-main' : 'button'}
          onClick={() => onSwitch(customer.id)}
        >
          {isolated({ name: customer.sharesHead ? customer.email : customer.head }, (parts) =>
            i18n.t('popup.paste.switch', parts),
          )}
        </button>
      ))}
    />
  );
}
