import type { Page } from '@playwright/test';
import { ACME_CRM, AGENCY, ARABIC, JAPANESE, LONGEST, type Person } from '../zapier/zapier';
import { POPUP_SIZE } from './harness/actions';
import { expectWithinReach } from './harness/reach';

/** Accounts whose names and e-mails leave the least room. */
export const WORST_PEOPLE: readonly Person[] = [AGENCY, LONGEST, JAPANESE, ARABIC];

/** Titles of 255 characters, the most that Zapier takes: one word, and in German, Japanese and Arabic. */
export const WORST_TITLES = [
  'W'.repeat(255),
  'Kraftfahrzeughaftpflichtversicherungsgesellschaft – Abteilung '.repeat(5).slice(0, 255),
  '株式会社ヤマト環境技術研究所の請求書管理システム'.repeat(11).slice(0, 255),
  'شركة الخليج للخدمات السحابية وإدارة الفواتير '.repeat(6).slice(0, 255),
] as const;

const [WORD, GERMAN, JAPANESE_TITLE, ARABIC_TITLE] = WORST_TITLES;

/** A definition with a field of every kind, all of whose words are as long as they may be. */
export const WORST_DEFINITION = {
  app: ACME_CRM.app,
  title: WORD,
  authentication: {
    type: 'custom',
    fields: [
      {
        key: 'notice',
        type: 'copy',
        label: GERMAN,
        helpText: `See https://${'help.'.repeat(40)}example/${WORD} or ${WORD}`,
      },
      {
        key: 'subdomain',
        label: 'Subdomain',
        helpText: `In [${WORD}](https://${'help.'.repeat(40)}example/) ${GERMAN}`,
        inputFormat: `https://${'long.'.repeat(12)}{{input}}.${'long.'.repeat(12)}example`,
        isNoSecret: true,
      },
      { key: 'api_key', label: 'API key', type: 'password', helpText: JAPANESE_TITLE },
      { key: 'token', label: WORD, type: 'password', required: false },
      { key: 'certificate', label: ARABIC_TITLE, type: 'text', required: false },
      { key: 'region', label: 'Region', choices: { eu: WORD, us: ARABIC_TITLE }, default: 'eu', isNoSecret: true },
      { key: 'modules', label: GERMAN, list: true, choices: [WORD, GERMAN, 'crm'], required: false, isNoSecret: true },
      { key: 'sandbox', label: JAPANESE_TITLE, type: 'boolean', required: false },
      { key: 'since', label: 'Since', type: 'datetime', required: false, isNoSecret: true },
      { key: 'headers', label: 'Headers', dict: true, required: false, isNoSecret: true },
      { key: 'proxy', label: WORD, children: [{ key: 'host', label: WORD, required: false, isNoSecret: true }] },
    ],
  },
};

/** Sizes of the popup, as it is, and at 200 % zoom. */
const SIZES = [POPUP_SIZE, { width: POPUP_SIZE.width, height: 300 }];

/** Checks that everything on a screen is within reach at these sizes, and takes a picture of each. */
export async function stopAt(popup: Page, screen: string, sizes = SIZES): Promise<void> {
  await popup.bringToFront();
  for (const size of sizes) {
    await popup.setViewportSize(size);
    await expectWithinReach(popup, `${screen}, ${size.height} high`);
    await popup.screenshot({ path: `test-results/reach/${screen}-${size.height}.png`, animations: 'disabled' });
  }
  if (!sizes[0]) return;
  await popup.setViewportSize(sizes[0]);
  // A click on a page that is still being laid out anew would miss.
  await popup.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
