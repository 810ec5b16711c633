import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { AppSummary } from '../../lib/shared/app-summary';
import { Connected } from '../receipt/Receipt';
import { lazy } from '../ui/lazy';
import { HostedLead } from '../zapier-page/HostedLead';
import { HostedWarning } from '../zapier-page/HostedWarning';
import { ConnectForm } from './ConnectForm';
import '../ui/facts.css';
import './form.css';

const HostedVisit = lazy(async () => (await import('../zapier-page/HostedVisit')).HostedVisit);

interface FormScreenProps {
  popup: Popup;
  account: AccountView;
  app: AppSummary;
}

/** An app: its form, Zapier's own page in its place, or the receipt of what was just connected. */
export function FormScreen({ popup, account, app }: FormScreenProps) {
  const form = useSignal<Form | null>(null);
  /** Whether the fields are shown although Zapier's page is offered first. */
  const entersFields = useSignal(false);
  useLayoutEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    void popup.loadForm(account, app).then((loaded) => {
      if (left) return;
      stop = loaded.follow();
      entersFields.value = loaded.isBegun() || loaded.underWay.value || loaded.failure.value !== null;
      form.value = loaded;
    });
    return () => {
      left = true;
      stop?.();
    };
  }, []);

  if (!form.value) return <main />;
  const shown = { popup, account, form: form.value };
  const { hosted, job } = form.value;
  const progress = job.value?.progress;
  if (progress?.status === 'connected') return <Connected {...shown} progress={progress} />;
  const enter = () => {
    entersFields.value = true;
  };
  if (hosted.isWarned.value) return <HostedWarning {...shown} />;
  if (hosted.visit.value) return <HostedVisit {...shown} visit={hosted.visit.value} onEnter={enter} />;
  if (hosted.leads && !(hosted.hasFields && entersFields.value)) return <HostedLead {...shown} onEnter={enter} />;
  const lead = () => {
    entersFields.value = false;
  };
  return <ConnectForm {...shown} onLead={hosted.leads ? lead : null} />;
}
