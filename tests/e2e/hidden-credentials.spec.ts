import type { Locator } from '@playwright/test';
import type { AppDefinition } from '../../lib/shared/definitions/definition';
import { ACME_CRM, answers } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEYS: AppDefinition = {
  app: ACME_CRM.app,
  title: 'Acme CRM',
  authentication: {
    type: 'custom',
    fields: [
      { key: 'api_key', label: 'API key', type: 'password' },
      { key: 'private_key', label: 'Private key', type: 'text' },
      { key: 'note', label: 'Note', required: false, isNoSecret: true },
    ],
  },
};

const LOOKS = {
  'API key': async (field: Locator, hidden: boolean) => {
    await expect(field).toHaveAttribute('type', hidden ? 'password' : 'text');
    await expect(field).toHaveAttribute('autocomplete', hidden ? 'new-password' : 'off');
  },
  'Private key': async (field: Locator, hidden: boolean) => {
    await expect(field).toHaveCSS('-webkit-text-security', hidden ? 'disc' : 'none');
    await expect(field).toHaveAttribute('autocomplete', 'off');
  },
};

for (const name of ['API key', 'Private key'] as const)
  test(`${name} is not completed or corrected by the browser and is hidden again when left or sent`, async ({
    actions,
    zapier,
  }) => {
    const popup = await actions.openForm(KEYS);
    for (const other of ['API key', 'Private key'])
      await popup.getByRole('textbox', { name: other }).fill('acme_live_1');
    const field = popup.getByRole('textbox', { name });
    const show = popup.getByRole('button', { name: 'Show' }).and(popup.locator(`[aria-description="${name}"]`));
    const reveal = async () => {
      await field.focus();
      await show.click();
      await LOOKS[name](field, false);
    };
    await expect(field).toHaveAttribute('autocapitalize', 'off');
    await expect(field).toHaveAttribute('spellcheck', 'false');
    await LOOKS[name](field, true);

    await reveal();
    await popup.getByRole('textbox', { name: 'Note' }).focus();
    await LOOKS[name](field, true);

    await reveal();
    // The event of a page that is hidden. In headless mode no page is ever hidden.
    await popup.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await LOOKS[name](field, true);

    await reveal();
    const hold = zapier.hold('POST /v2/authentications');
    zapier.nextAnswers('POST /v2/authentications', answers.refused(400, 'No.'));
    await field.press('Control+Enter');
    await hold.arrived;
    await expect(show).toHaveCount(0);
    await LOOKS[name](field, true);
    hold.release();
    await expect(show).toBeVisible();
    await LOOKS[name](field, true);
  });
