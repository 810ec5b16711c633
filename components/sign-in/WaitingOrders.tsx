import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import type { Order } from '../../lib/shared/order';
import { Alert } from '../ui/Alert';
import { VanishingButton } from '../ui/focus';
import { isolated } from '../ui/isolated';

/** Lists connections that were under way when the browser closed. A sign-in will tell whether they exist. */
export function WaitingOrders({ popup }: { popup: Popup }) {
  return (
    <div class="wide" role="status">
      {popup.waitingForSignIn.value.map((order) => (
        <Alert
          key={order.id}
          kind="warn"
          verdict={isolated({ title: order.title }, (parts) => i18n.t(`popup.signedOut.${whatIsKnown(order)}`, parts))}
        >
          <p>
            {i18n.t('popup.signedOut.toSee')}{' '}
            <VanishingButton onClick={() => popup.forgetWaiting(order)}>{i18n.t('popup.home.forget')}</VanishingButton>
          </p>
        </Alert>
      ))}
    </div>
  );
}

function whatIsKnown({ stage }: Order): 'wasConnected' | 'wasNotConnected' | 'interrupted' {
  if (stage.name === 'connected') return 'wasConnected';
  return stage.name === 'failed' ? 'wasNotConnected' : 'interrupted';
}
