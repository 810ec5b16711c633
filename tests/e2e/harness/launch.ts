import type { BrowserContext } from '@playwright/test';
import type { FirefoxWindows } from './firefox-windows';

/** How a browser with the extension is started. */
export interface LaunchOptions {
  /** A folder for the profile and everything else this browser writes. Started again on the same one, it is the same profile. */
  folder: string;
  /** Where every host name leads, with TLS, on 127.0.0.1. */
  port: number;
  /** Shows windows. */
  headed: boolean;
  /** The X display to show them on, where it is not the machine's own. */
  display: string | undefined;
  /** What an administrator's policy sets for the extension. */
  policy: Record<string, unknown> | undefined;
  /** Files of another extension that Chromium has too, by name. */
  neighbour: Record<string, string> | undefined;
  /** Milliseconds until Firefox stops an idle event page. */
  backgroundIdleTimeout: number | undefined;
}

/** A running browser with the extension in it. */
export interface Launched {
  context: BrowserContext;
  /** Without a slash at its end. */
  origin: string;
  /** What `identity.getRedirectURL()` answers. */
  redirectUri: string;
  /** In Firefox, where the extension's pages open. */
  windows?: FirefoxWindows;
}

/** The environment for a browser: nothing of the person's own home is read or written. */
export function browserEnvironment(home: string, display: string | undefined): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), HOME: home, ...(display === undefined ? {} : { DISPLAY: display }) };
}
