import type { AppDefinition } from '../../lib/shared/definitions/definition';
import { ACME_CRM, answers } from '../zapier/zapier';
import { expect, test } from './harness/test';

const WITH_A_FILE_OF_A_KEY: AppDefinition = {
  app: ACME_CRM.app,
  title: 'Acme CRM',
  authentication: {
    type: 'custom',
    fields: [
      { key: 'api_key', label: 'Private key', type: 'text' },
      { key: 'note', label: 'Note', type: 'string', required: false, isNoSecret: true },
    ],
  },
};

test('a multi-line secret is hidden when its field loses focus and is sent exactly as pasted', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(WITH_A_FILE_OF_A_KEY);
  const key = popup.getByRole('textbox', { name: 'Private key' });
  const show = popup.getByRole('button', { name: 'Show' });
  const expectHidden = (hidden: boolean) => expect(key).toHaveCSS('-webkit-text-security', hidden ? 'disc' : 'none');
  await expect(key).toBeFocused();
  await popup.keyboard.insertText('-----BEGIN KEY-----\n  MIIB');
  // Enter inserts a line break and does not click Connect.
  await popup.keyboard.press('Enter');
  await popup.keyboard.insertText('-----END KEY-----\n');
  await expectHidden(true);

  await expect(show).toHaveAccessibleDescription('Private key');
  await show.click();
  await expect(show).toHaveAttribute('aria-pressed', 'true');
  await expectHidden(false);
  await popup.getByRole('textbox', { name: 'Note' }).focus();
  await expectHidden(true);
  await expect(show).toHaveAttribute('aria-pressed', 'false');

  zapier.nextAnswers(
    'POST /v2/authentications',
    answers.refused(400, 'It is no key.', '/data/authentication_fields/api_key'),
  );
  await key.press('Control+Enter');
  await expect(popup.getByText('It is no key.')).toBeVisible();
  await expect(key).toBeFocused();
  const selected = () => key.evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart);
  expect(await selected()).toBe((await key.inputValue()).length);

  await key.press('Control+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  const [connection] = zapier.connections;
  expect(connection?.fields).toEqual({ api_key: '-----BEGIN KEY-----\n  MIIB\n-----END KEY-----\n' });
});
