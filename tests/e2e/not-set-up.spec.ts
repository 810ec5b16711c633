import { expect, test } from './harness/test';

/** The redirect URLs that the README says to register: of the unpacked Chrome build, and of every Firefox. */
const FIXED_URLS = [
  'https://ffndnpfgiimnphdinneonnmnhcmnbfem.chromiumapp.org/',
  'https://3c1328de75e1d93effd9f57ede6cce86f97f5d4b.extensions.allizom.org/',
];

test("the copied message to the administrator contains every browser's redirect URI", async ({
  extension,
  openPopup,
  openSettings,
}) => {
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Copy message to administrator' }).click();
  await expect(popup.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect(popup.getByRole('status')).toHaveText('Copied');
  await expect(popup.getByRole('button', { name: 'Copy message to administrator' })).toBeVisible();

  const settings = await openSettings();
  const field = settings.getByRole('textbox', { name: 'Apps', exact: true });
  await field.press('Control+V');
  await expect(field).toHaveValue(/^Quick Connect for Zapier needs the client ID/);
  const lines = (await field.inputValue()).split('\n').map((line) => line.trim());
  expect(lines).toEqual(expect.arrayContaining([...FIXED_URLS, extension.redirectUri]));
});
