import { ACME_CRM, answers, CLIENT_ID, MARIA } from '../../zapier/zapier';
import { expect, test } from '../harness/test';
import { API_KEY, expectStored, type Told } from './fault';
import { addRow } from './table';

// Uses the real toolbar popup: only closing that shows what survives.
test.use({ headed: true });

const POST = 'POST /v2/authentications';
const step = 'the popup is closed';

interface Close {
  name: string;
  told: Told;
  made: number;
  /** Name of a control that the reopened popup must show. */
  control: string;
  answer?: 'lost' | 'refused' | 'paused';
}

const CLOSES: Close[] = [
  { name: 'while the request is in flight', told: 'Connected', made: 1, control: 'Connect another' },
  {
    ...{ name: 'before a refusal arrives', answer: 'refused' },
    ...{ told: 'Refused', made: 0, control: 'Connect' },
  },
  {
    ...{ name: 'while the connection is looked for', answer: 'lost' },
    ...{ told: 'Not connected', made: 0, control: 'Send again' },
  },
  {
    ...{ name: 'in a pause of Zapier’s', answer: 'paused' },
    ...{ told: 'Connected', made: 1, control: 'Connect another' },
  },
];

for (const { name, told, made, control, answer } of CLOSES)
  test(`${step}: ${name}`, async ({ actions, extension, realPopup, zapier }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
    zapier.session.signIn(MARIA);
    await actions.signInAndClose();
    await realPopup.open();
    await realPopup.click('Acme CRM');
    await realPopup.type('API key', API_KEY);
    if (answer === 'refused') zapier.nextAnswers(POST, answers.refused(400, 'Malformed request.'));
    if (answer === 'lost') zapier.nextAnswers(POST, answers.serverError());
    if (answer === 'paused') zapier.nextAnswers(POST, answers.tooManyRequests(2));
    const hold = zapier.hold(POST);
    await realPopup.click('Connect');
    await hold.arrived;
    await realPopup.closeByItself();
    hold.release();

    await realPopup.expectCall();
    await realPopup.withControl(control, () => undefined);
    expect(zapier.connections).toHaveLength(made);
    await expectStored(extension, told);
    const posts = zapier.requestsTo(POST).length;
    expect(posts).toBe(answer === 'paused' ? 2 : 1);
    addRow(test.info(), { step, fault: name, first: told, told, made, posts });
  });
