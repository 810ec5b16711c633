import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import type { Order } from '../../lib/shared/order';
import { VanishingButton } from '../ui/focus';
import { isolated } from '../ui/isolated';

/**
 * Tells what became of another customer's order, over the screen, so that nothing moves. The region is always there, to
 * be announced.
 */
export function News({ popup }: { popup: Popup }) {
  const order = popup.news.order.value;
  const customer = popup.customers.all.value.find(({ id }) => id === order?.accountId);
  return (
    <div role="status">
      {order && customer && (
        <p class="news small">
          <span class="grow">
            <span class="cut">
              {isolated({ name: customer.sharesHead ? customer.email : customer.head }, (parts) =>
                i18n.t(`popup.news.${wordsFor(order)}`, parts),
              )}
            </span>
            <bdi class="cut muted">{order.title}</bdi>
          </span>
          <VanishingButton onClick={() => popup.customers.show(customer.id)}>
            {i18n.t('popup.news.show')}
          </VanishingButton>
          <VanishingButton onClick={popup.news.dismiss}>{i18n.t('popup.news.dismiss')}</VanishingButton>
        </p>
      )}
    </div>
  );
}

function wordsFor({ stage }: Order): 'connected' | 'notConnected' | 'notSure' {
  if (stage.name === 'connected') return 'connected';
  // Zapier is asked again meanwhile.
  return stage.name === 'not-sure' || stage.name === 'checking' ? 'notSure' : 'notConnected';
}
