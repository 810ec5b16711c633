import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AppSummary } from '../../lib/apps/app-summary';
import type { Form } from '../../lib/popup/form';
import type { AccountView, Popup } from '../../lib/popup/popup';
import { Connected } from './Connected';
import { ConnectForm } from './ConnectForm';
import '../fields.css';
import './facts.css';
import './form.css';

interface FormScreenProps {
  popup: Popup;
  account: AccountView;
  app: AppSummary;
}

/** An app: its form, or the receipt of what was just connected. */
export function FormScreen({ popup, account, app }: FormScreenProps) {
  const form = useSignal<Form | null>(null);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    void popup.loadForm(account, app).then((loaded) => {
      if (left) return;
      stop = loaded.follow();
      form.value = loaded;
    });
    return () => {
      left = true;
      stop?.();
    };
  }, []);

  if (!form.value) return <main />;
  const progress = form.value.job.value?.progress;
  if (progress?.status === 'connected')
    return <Connected popup={popup} account={account} form={form.value} progress={progress} />;
  return <ConnectForm popup={popup} account={account} form={form.value} />;
}
