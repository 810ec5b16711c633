import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { useSaid } from '../ui/said';
import { useStatus } from '../ui/status';

/** Copies all that was done, is open, failed or waits for the customer, for a ticket. */
export function CopySummary({ popup, account }: { popup: Popup; account: AccountView }) {
  const [said, say] = useSaid();
  useStatus(said ? i18n.t(said) : '');

  async function copy() {
    try {
      const [{ summaryOf }, { writeToClipboard }] = await Promise.all([
        import('./summary'),
        import('../receipt/rich-text'),
      ]);
      const { app, unfinished } = popup.place.value;
      await writeToClipboard(summaryOf(account, popup.orders.value, [...(app ? [app] : []), ...unfinished]));
      say('field.copied');
    } catch {
      say('field.notCopied');
    }
  }

  return (
    <button type="button" role="menuitem" onClick={() => void copy()}>
      {i18n.t(said ?? 'popup.account.summary')}
    </button>
  );
}
