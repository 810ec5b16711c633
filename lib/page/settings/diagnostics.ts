import { type ReadonlySignal, signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { catalogueItem } from '../../shared/directory/store';
import { type Finding, findingsItem } from '../../shared/findings';

/** What Settings tells of the extension itself. Nothing of it names a customer or holds a secret. */
export interface Diagnostics {
  version: string;
  /** The browser, as it calls itself. */
  userAgent: string;
  /** Zapier's list of apps, null where it has not been read; `readAt` in epoch milliseconds. */
  catalogue: ReadonlySignal<{ apps: number; readAt: number } | null>;
  /** What is wrong with what is stored, latest first. */
  findings: ReadonlySignal<Finding[]>;
}

/** Reads {@link Diagnostics} and follows them. */
export async function readDiagnostics(): Promise<Diagnostics> {
  const [state, found] = await Promise.all([catalogueItem.getValue(), findingsItem.getValue()]);
  const catalogue = signal(state.complete);
  const findings = signal(found);
  catalogueItem.watch(({ complete }) => {
    catalogue.value = complete;
  });
  findingsItem.watch((now) => {
    findings.value = now;
  });
  return { version: browser.runtime.getManifest().version, userAgent: navigator.userAgent, catalogue, findings };
}
