import { CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.use({ headed: true, backgroundIdleTimeout: 1_000 });

test('the harness stops the background, which starts again when it is needed', async ({ extension, actions }) => {
  await extension.stopBackground();
  expect(await extension.countContexts('BACKGROUND')).toBe(0);
  await actions.seedSettings({ clientId: CLIENT_ID });
  await extension.stopBackground();
});

test('the harness opens the real popup, which closes by itself or when it loses the focus', async ({
  extension,
  realPopup,
}) => {
  await realPopup.open();
  await expect.poll(() => realPopup.evaluate((popup) => popup.document.hasFocus())).toBe(true);
  expect(await extension.countContexts('POPUP')).toBe(1);
  await realPopup.closeByItself();
  await realPopup.open();
  await realPopup.closeByFocusLoss();
});

test('the harness types into the real popup', async ({ realPopup }) => {
  await realPopup.open();
  await realPopup.evaluate(({ document }) => {
    const input = document.createElement('input');
    input.ariaLabel = 'Made by the test';
    document.body.append(input);
    input.addEventListener('input', () => {
      document.title = input.value;
    });
  });
  await realPopup.type('Made by the test', 'a – é');
  expect(await realPopup.valueOf('Made by the test')).toBe('a – é');
  expect(await realPopup.evaluate((popup) => popup.document.title)).toBe('a – é');
  await realPopup.typeAndClose('Made by the test', '!');
});
