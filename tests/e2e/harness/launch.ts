import type { BrowserContext } from '@playwright/test';
import type { FirefoxWindows } from './firefox-windows';

/** Options for starting a browser with the extension. */
export interface LaunchOptions {
  /**
   * Folder for the profile and everything else this browser writes. Starting again with the same folder reuses the
   * profile.
   */
  folder: string;
  /** Port on 127.0.0.1 to which every host name is redirected, with TLS. */
  port: number;
  /** Shows windows. */
  headed: boolean;
  /** X display for the windows, if not the machine's own. */
  display: string | undefined;
  /** An administrator's policy for the extension. */
  policy: Record<string, unknown> | undefined;
  /** Text of a file with the browser's policies, in the place of `policy`. */
  policyFile?: string | undefined;
  /** Files by name of another extension to load in Chromium. */
  neighbour: Record<string, string> | undefined;
  /** Milliseconds until Firefox stops an idle event page. */
  backgroundIdleTimeout: number | undefined;
}

/** A running browser with the extension in it. */
export interface Launched {
  context: BrowserContext;
  /** Without a trailing slash. */
  origin: string;
  /** The result of `identity.getRedirectURL()`. */
  redirectUri: string;
  /** The windows of the extension's pages; Firefox only. */
  windows?: FirefoxWindows;
}

/** Returns a browser's environment, in which the user's own home is neither read nor written. */
export function browserEnvironment(home: string, display: string | undefined): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), HOME: home, ...(display === undefined ? {} : { DISPLAY: display }) };
}
