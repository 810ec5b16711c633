import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { FilledText } from '../../lib/shared/filled-text';
import type { WithCustomer } from '../../lib/shared/order';
import type { PageFailure } from '../../lib/shared/order-stage';
import { CopyByHand } from '../receipt/CopyByHand';
import { onClipboard } from '../receipt/rich-text';
import { usualLinkTemplate } from '../receipt/template';
import { Alert } from '../ui/Alert';
import { Countdown } from '../ui/Countdown';
import { VanishingButton } from '../ui/focus';
import { isolated } from '../ui/isolated';
import { timeOf } from '../ui/moments';
import { useSaid } from '../ui/said';
import { useStatus } from '../ui/status';
import { PageFailed } from './PageFailed';

interface CustomerLinkProps {
  popup: Popup;
  account: AccountView;
  form: Form;
}

/** Copies a message with Zapier's link, by which the customer connects the app. Where the browser refuses, it is shown. */
export function CopyCustomerLink({ popup, account, form }: CustomerLinkProps) {
  const [said, say] = useSaid();
  const copies = useSignal(0);
  const taking = useSignal(false);
  const failure = useSignal<PageFailure | null>(null);
  const refused = useSignal<FilledText | null>(null);
  const { app } = form;
  useStatus(copies.value > 0 ? i18n.t('field.copied') : '', copies.value);

  async function copy() {
    if (taking.value) return;
    taking.value = true;
    failure.value = null;
    refused.value = null;
    const { email, name: customer, ticket } = account;
    const taken = form.customerLink.take().then((result) => {
      if (!result.ok) {
        failure.value = result.failure;
        return null;
      }
      const link = result.value;
      return {
        link,
        message: form.linkMessage(usualLinkTemplate(), { link, app: app.title, email, customer, ticket }),
      };
    });
    const isCopied = await write(taken);
    const message = (await taken)?.message;
    taking.value = false;
    if (!message) return;
    say(isCopied ? 'field.copied' : 'field.notCopied');
    if (isCopied) copies.value += 1;
    else refused.value = message;
  }

  return (
    <div class="customer-link">
      <button type="button" class="quiet" aria-disabled={taking.value} onClick={() => void copy()}>
        {i18n.t(said ?? 'popup.link.copy')}
      </button>
      <div role="alert">
        {refused.value && <CopyByHand text={refused.value.text} />}
        {failure.value && <LinkRefused popup={popup} form={form} failure={failure.value} />}
      </div>
    </div>
  );
}

/** Writes a message that is still to come: browsers let a page write only in the task of the click. */
async function write(taken: Promise<{ link: string; message: FilledText } | null>): Promise<boolean> {
  const part = async (type: 'text/plain' | 'text/html') => {
    const got = await taken;
    if (!got) throw new Error('No link');
    return new Blob([onClipboard(got.message, got.link)[type]], { type });
  };
  const parts = { 'text/plain': part('text/plain'), 'text/html': part('text/html') };
  // A browser that refuses at once leaves them alone.
  for (const pending of Object.values(parts)) pending.catch(() => undefined);
  try {
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    return true;
  } catch {
    return false;
  }
}

interface LinkRefusedProps {
  popup: Popup;
  form: Form;
  failure: PageFailure;
}

/** Says why there is no link. */
function LinkRefused({ popup, form: { app }, failure }: LinkRefusedProps) {
  if (failure.code === 'needs-no-connection')
    return (
      <Alert kind="info" verdict={isolated({ app: app.title }, (parts) => i18n.t('popup.hosted.noConnection', parts))}>
        {i18n.t('popup.hosted.asItIs')}
      </Alert>
    );
  return <PageFailed popup={popup} app={app} failure={failure} verdict={i18n.t('popup.link.noLink')} />;
}

interface WaitingForCustomerProps {
  form: Form;
  /** Shows the receipt of what the customer has made, where something else is typed in its place; null if there is none. */
  onReceipt?: (() => void) | null;
}

/** Says that the form's app waits for the customer, with what the latest look told, or that they have connected it. */
export function WaitingForCustomer({ form, onReceipt = null }: WaitingForCustomerProps) {
  const order = form.customerLink.waiting.value;
  return (
    <div role="status">
      {order && <Waiting form={form} order={order} />}
      {onReceipt && (
        <Alert
          kind="ok"
          verdict={i18n.t('popup.link.made')}
          actions={
            <button type="button" class="button" onClick={onReceipt}>
              {i18n.t('popup.link.showReceipt')}
            </button>
          }
        />
      )}
    </div>
  );
}

function Waiting({ form, order: { stage } }: { form: Form; order: WithCustomer }) {
  /** The stage at which the agent last asked; another one is the answer. */
  const asked = useSignal<WithCustomer['stage'] | null>(null);
  const isAsking = asked.value === stage;
  const check = () => {
    if (isAsking) return;
    asked.value = stage;
    form.customerLink.check();
  };
  return (
    <Alert
      kind="wait"
      verdict={i18n.t('popup.link.waiting')}
      actions={
        <>
          <button type="button" class="button" aria-disabled={isAsking} onClick={check}>
            {i18n.t('popup.hosted.checkAgain')}
          </button>
          <VanishingButton onClick={form.customerLink.forget}>{i18n.t('popup.link.forget')}</VanishingButton>
        </>
      }
    >
      <p>{i18n.t('popup.link.onlyHere')}</p>
      {isAsking ? <p>{i18n.t('popup.hosted.checking')}</p> : <Told stage={stage} />}
    </Alert>
  );
}

/** Says what the latest look told. */
function Told({ stage: { lookedAt, trouble } }: Pick<WithCustomer, 'stage'>) {
  if (lookedAt === undefined || trouble?.code === 'sign-in-ended') return null;
  if (!trouble) return <p>{i18n.t('popup.link.notYet', { time: timeOf(lookedAt) })}</p>;
  if (trouble.code === 'own-order') return <p>{i18n.t('popup.link.ownFirst')}</p>;
  if (trouble.code === 'list-unclear') return <p>{i18n.t('popup.hosted.listUnclear')}</p>;
  return (
    <p>
      {i18n.t('popup.hosted.notChecked')}{' '}
      {trouble.code === 'paused' && (
        <Countdown until={trouble.until} words={(left) => i18n.t('popup.failure.paused', { left })} />
      )}
    </p>
  );
}
