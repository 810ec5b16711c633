import { ACME_CRM, answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

const POST = 'POST /v2/authentications';

for (const [outcome, refusal, row, told] of [
  ['connected', [], 'Connected', 'Copy for ticket'],
  ['not connected', [answers.refused(400, 'No such key.')], 'Not connected – open to see why', 'Enter them again.'],
] as const)
  test(`an order that ended as ${outcome} unseen is told after a restart of the browser, and not after the next`, async ({
    actions,
    extension,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
    const popup = await openPopup();
    await actions.signIn(popup, MARIA);
    await popup.getByRole('option', { name: /^Acme CRM/ }).click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_42');
    const hold = zapier.hold(POST);
    zapier.nextAnswers(POST, ...refusal);
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await hold.arrived;
    await popup.keyboard.press('Escape');
    await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeVisible();
    hold.release();
    const onDisk = async () => JSON.stringify((await extension.readStorage('local')).orders ?? []);
    await expect.poll(onDisk, 'it is settled').toMatch(/^(?!.*"sent").*"name":"(connected|failed)"/);
    await extension.restart();

    const restarted = await openPopup();
    const option = restarted.getByRole('option', { name: /^Acme CRM/ });
    await expect(option).toContainText(row);
    await option.click();
    await expect(restarted.getByText(told)).toBeVisible();
    await expect.poll(onDisk).toBe('[]');
    expect(zapier.requestsTo(POST)).toHaveLength(1);
    await extension.restart();
    await expect((await openPopup()).getByRole('option', { name: /^Acme CRM/ })).not.toContainText(row);
  });
