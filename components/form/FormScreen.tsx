import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { AppSummary } from '../../lib/shared/app';
import { Receipt } from '../receipt/Receipt';
import { lazy } from '../ui/lazy';
import { ZapierPageLead } from '../zapier-page/ZapierPageLead';
import { ConnectForm } from './ConnectForm';
import '../ui/facts.css';
import './form.css';

const VisitScreen = lazy(async () => (await import('../zapier-page/VisitScreen')).VisitScreen);

interface FormScreenProps {
  popup: Popup;
  account: AccountView;
  app: AppSummary;
}

/** Shows an app's form, the way to Zapier's own page, a visit to it, or the receipt of a new connection. */
export function FormScreen({ popup, account, app }: FormScreenProps) {
  const form = useSignal<Form | null>(null);
  /** True once the agent has chosen the fields over Zapier's page, which the app offers first. */
  const entersFields = useSignal(false);
  useLayoutEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    void popup.loadForm(account, app).then((loaded) => {
      if (left) return;
      stop = loaded.follow();
      entersFields.value = loaded.entry.isBegun() || loaded.order.underWay.value || loaded.order.failure.value !== null;
      form.value = loaded;
    });
    return () => {
      left = true;
      stop?.();
    };
  }, []);

  if (!form.value) return <main />;
  const shown = { popup, account, form: form.value };
  const { zapierPage, order } = form.value;
  const made = order.current.value;
  // What a customer has made does not take the place of a form in which something is typed.
  const isHeldBack = made?.via === 'customer' && entersFields.value && form.value.entry.isBegun();
  if (made?.stage.name === 'connected' && !zapierPage.visit.value && !isHeldBack)
    return <Receipt {...shown} order={made} stage={made.stage} />;
  const enter = () => {
    entersFields.value = true;
  };
  if (zapierPage.visit.value) return <VisitScreen {...shown} visit={zapierPage.visit.value} onEnter={enter} />;
  if (zapierPage.leads && !(zapierPage.hasFields && entersFields.value))
    return <ZapierPageLead {...shown} onEnter={enter} />;
  const lead = () => {
    entersFields.value = false;
  };
  return <ConnectForm {...shown} onLead={zapierPage.leads ? lead : null} onReceipt={isHeldBack ? lead : null} />;
}
