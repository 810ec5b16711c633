import { type ReadonlySignal, signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { directoryItem } from '../../shared/directory/store';
import { type Finding, findingsItem } from '../../shared/findings';

/** What Settings shows about the extension itself. Contains no customer's name and no secret. */
export interface Diagnostics {
  version: string;
  /** The browser's user agent string. */
  userAgent: string;
  /** The complete directory, or null if it has not been read; `readAt` in epoch milliseconds. */
  directory: ReadonlySignal<{ apps: number; readAt: number } | null>;
  /** Problems found in storage, latest first. */
  findings: ReadonlySignal<Finding[]>;
}

/** Reads {@link Diagnostics} and keeps them up to date. */
export async function readDiagnostics(): Promise<Diagnostics> {
  const [state, found] = await Promise.all([directoryItem.getValue(), findingsItem.getValue()]);
  const directory = signal(state.complete);
  const findings = signal(found);
  directoryItem.watch(({ complete }) => {
    directory.value = complete;
  });
  findingsItem.watch((now) => {
    findings.value = now;
  });
  return { version: browser.runtime.getManifest().version, userAgent: navigator.userAgent, directory, findings };
}
