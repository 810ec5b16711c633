import { expect, type Locator, type Page } from '@playwright/test';
import type { Config } from '../../../lib/shared/config';
import type { AppDefinition } from '../../../lib/shared/definitions/definition';
import { API_HOST, CLIENT_ID, MARIA, type Person, WWW_HOST, type ZapierStandIn } from '../../zapier/zapier';
import type { Extension } from './extension';
import { SOON } from './soon';

/** Size of the popup in the toolbar, in CSS pixels. */
export const POPUP_SIZE = { width: 380, height: 560 };

/** Recurring steps of tests with the extension. */
export class Actions {
  readonly #extension: Extension;
  readonly #zapier: ZapierStandIn;

  constructor(extension: Extension, zapier: ZapierStandIn) {
    this.#extension = extension;
    this.#zapier = zapier;
  }

  /** Opens the popup's page in a tab of the popup's size. */
  async openPopup(): Promise<Page> {
    return this.#extension.openPage('popup.html', POPUP_SIZE);
  }

  /** Opens the Settings page in a tab. */
  async openSettings(): Promise<Page> {
    return this.#extension.openPage('options.html');
  }

  /** Fills in and saves the Settings page as a person would, then closes it. */
  async configure({ clientId, apps }: { clientId?: string; apps?: unknown[] }): Promise<void> {
    const page = await this.openSettings();
    if (clientId !== undefined) await page.getByRole('textbox', { name: 'Client ID', exact: true }).fill(clientId);
    if (apps !== undefined)
      await page.getByRole('textbox', { name: 'Apps', exact: true }).fill(JSON.stringify(apps, null, 2));
    await page.getByRole('button', { name: 'Save settings' }).click();
    await this.#expectConfig({ ...(clientId === undefined ? {} : { clientId }), ...(apps ? { apps } : {}) });
    await page.close();
  }

  /**
   * Copies a text with real key presses in a text box of Settings, because a synthetic paste carries no text in
   * Firefox.
   */
  async copy(text: string): Promise<void> {
    const settings = await this.openSettings();
    const box = settings.getByRole('textbox', { name: 'Apps', exact: true });
    await box.fill(text);
    await box.press('ControlOrMeta+A');
    await box.press('ControlOrMeta+C');
    await settings.close();
  }

  /** Pastes a text from the clipboard with the keyboard. */
  async paste(into: Locator, text: string): Promise<void> {
    await this.copy(text);
    await into.page().bringToFront();
    await into.press('ControlOrMeta+V');
  }

  /** Pastes with a real key press in a text box of Settings, and returns what the clipboard held, as text and HTML. */
  async pasted(): Promise<{ text: string; html: string }> {
    const settings = await this.openSettings();
    const pasted = await settings.evaluateHandle(() => {
      const held = { text: '', html: '' };
      document.addEventListener('paste', ({ clipboardData }) => {
        held.text = clipboardData?.getData('text/plain') ?? '';
        held.html = clipboardData?.getData('text/html') ?? '';
      });
      return held;
    });
    await settings.getByRole('textbox', { name: 'Apps', exact: true }).press('ControlOrMeta+V');
    const held = await pasted.jsonValue();
    await settings.close();
    return held;
  }

  /**
   * Shortcut for tests that are not about Settings: stores what Settings would store, and waits until it is in force.
   */
  async seedSettings({ apps, ...settings }: Partial<Omit<Config, 'apps'>> & { apps?: unknown[] }): Promise<void> {
    const stored = { ...settings, ...(apps ? { apps: JSON.stringify(apps) } : {}) };
    await this.#extension.evaluate((browser, value) => browser.storage.local.set({ settings: value }), stored);
    await this.#expectConfig({ ...settings, ...(apps ? { apps } : {}) });
  }

  /**
   * Signs a person in from an open popup page: Zapier has their session and grants consent by itself. Afterwards
   * consent works as before.
   */
  async signIn(page: Page, person: Person = MARIA): Promise<void> {
    const { session } = this.#zapier;
    const { consent } = session;
    session.signIn(person);
    session.consent = 'allow';
    const profilesRead = () => this.#zapier.requestsTo('GET /v1/profiles/me').length;
    const before = profilesRead();
    // Otherwise the background would start reading Zapier's directory half a minute later, in the middle of the test.
    await this.#extension.evaluate(async (browser) => {
      const { catalogue } = await browser.storage.local.get('catalogue');
      const complete = { id: 0, pages: 0, apps: 0, hasGaps: true, readAt: Date.now() };
      if (!catalogue) await browser.storage.local.set({ catalogue: { complete, growing: null, outdated: null } });
    });
    await page.getByRole('button', { name: /^Sign in (to Zapier|again)$/ }).click();
    // A person whose sign-in has ended is shown throughout, so the button alone proves nothing.
    await expect.poll(profilesRead, { ...SOON, message: 'somebody is signed in' }).toBe(before + 1);
    await expect(page.getByRole('button', { name: /^Account/ })).toContainText(person.email);
    session.consent = consent;
  }

  /** Adds another customer to those who are signed in, through the account menu, and signs them in. */
  async addCustomer(page: Page, person: Person): Promise<void> {
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Add a customer' }).click();
    await this.signIn(page, person);
  }

  /** Shows another customer who is signed in, through the account menu. */
  async switchCustomer(page: Page, person: Person): Promise<void> {
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('textbox', { name: 'Switch customer' }).fill(person.email);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Account/ })).toContainText(person.email);
  }

  /**
   * Signs Maria in from a tab, which is closed only when nothing of the sign-in is left that would reopen the popup.
   */
  async signInAndClose(): Promise<void> {
    const page = await this.openPopup();
    await this.signIn(page);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByRole('button', { name: 'Dismiss' })).toBeHidden();
    await page.close();
    // While one of our pages is open, the background does not call the agent.
    const openTabs = () => this.#extension.countContexts('TAB');
    await expect.poll(openTabs, { ...SOON, message: 'no tab of ours is left' }).toBe(0);
  }

  /**
   * Makes the background read the next step of Zapier's directory now, from the beginning or from its current position.
   */
  async growCatalogue(): Promise<void> {
    await this.#extension.evaluate(async (browser) => {
      const { catalogue } = await browser.storage.local.get('catalogue');
      if ((catalogue as { complete?: { apps: number } } | undefined)?.complete?.apps === 0)
        await browser.storage.local.remove('catalogue');
      await browser.alarms.create('catalogue', { when: Date.now() });
    });
  }

  /** Returns the directory's stored state. */
  async catalogue(): Promise<{
    complete?: { apps: number } | null;
    growing?: { apps: number; offset: number } | null;
  }> {
    return (await this.#extension.readStorage('local')).catalogue ?? {};
  }

  /** Makes the background read the whole directory. */
  async readDirectory(): Promise<void> {
    const isRead = async () => ((await this.catalogue()).complete?.apps ?? 0) > 0;
    await expect(async () => {
      await this.growCatalogue();
      await expect.poll(isRead, { timeout: 2_000 }).toBe(true);
    }).toPass();
  }

  /** Signs Maria in with this app defined, and opens its form: the start of most tests. */
  async openForm(definition: Pick<AppDefinition, 'app' | 'title'> & { authentication: object }): Promise<Page> {
    await this.seedSettings({ clientId: CLIENT_ID, apps: [definition] });
    const popup = await this.openPopup();
    await this.signIn(popup);
    await popup.getByRole('option', { name: new RegExp(`^${definition.title}`) }).click();
    return popup;
  }

  /** Pastes a text that looks like a key into the search box. */
  async pasteKeyIntoSearch(popup: Page, key: string): Promise<void> {
    await this.copy(key);
    await popup.bringToFront();
    await popup.getByRole('combobox', { name: 'Search apps' }).press('ControlOrMeta+V');
    await expect(popup.getByText('That looked like a key, so it was not searched for.')).toBeVisible();
  }

  /** Clicks Connect after Zapier has ended the sign-in. */
  async connectAfterSignInEnded(popup: Page): Promise<void> {
    this.#zapier.expireAccessTokens();
    this.#zapier.revokeRefreshTokens();
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByRole('alert').filter({ hasText: 'Zapier ended this sign-in.' })).toBeVisible();
  }

  /** Signs a person in where another was expected, and continues with their account. */
  async signInInstead(popup: Page, person: Person): Promise<void> {
    this.#zapier.session.signIn(person);
    this.#zapier.session.consent = 'allow';
    await popup.getByRole('button', { name: /^Sign in (to Zapier|again)$/ }).click();
    await popup.getByRole('button', { name: `Use ${person.email} anyway` }).click();
  }

  /** Clicks a button that makes the browser close a Zapier window, and waits until it is closed. */
  async clickAndClose(window: Page, name: string): Promise<void> {
    const closed = window.waitForEvent('close');
    // The window may close before the click is reported as done; only its closing matters.
    await Promise.allSettled([window.getByRole('button', { name, exact: true }).click()]);
    await closed;
  }

  /** Logs a person in to Zapier in the sign-in window, where nobody is; consent has to be given by itself. */
  async logIn(person: Person): Promise<void> {
    await this.clickAndClose(await this.authWindow('/oauth/authorize/'), `Sign in as ${person.full_name}`);
  }

  /** Returns the sign-in window, waiting until it is open, or another page of Zapier's at this path. */
  async authWindow(path = '/'): Promise<Page> {
    const isZapier = (page: Page) => {
      const { hostname, pathname } = new URL(page.url());
      return [API_HOST, WWW_HOST].includes(hostname) && pathname.startsWith(path);
    };
    const find = () => this.#extension.context.pages().find(isZapier);
    await expect.poll(() => find() !== undefined, { ...SOON, message: "Zapier's window is open" }).toBe(true);
    const page = find();
    if (!page) throw new Error("Zapier's window closed at once.");
    return page;
  }

  async #expectConfig(wanted: Record<string, unknown> & { apps?: unknown[] }): Promise<void> {
    const { apps, ...values } = wanted;
    const expected = apps ? { ...values, apps: apps.map(() => expect.anything()) } : values;
    const config = async () => (await this.#extension.readStorage('local')).config ?? {};
    await expect.poll(config, { ...SOON, message: 'the settings are in force' }).toMatchObject(expected);
  }
}
