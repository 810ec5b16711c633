import { describe, expect, it } from 'vitest';
import { ACME_CRM, answers } from '../../../zapier/zapier';
import { APPS, POST, useRequests } from '../../support/requests';

const { stage, setUp } = useRequests();

/** A name that turns the words after it round, hides a character, and is on two lines. */
const HIDING = ' ACME\u200B GmbH \u202E,eht\u0000\n';
const SHOWN = 'ACME GmbH ,eht';

describe('names and titles from Zapier', () => {
  it('are read without invisible characters for apps, whose ids stay as they are', async () => {
    const { search } = await setUp();
    const app = { id: 'a\u200B-1', title: HIDING, description: HIDING };
    stage.zapier.nextAnswers(APPS, answers.status(200, { data: [app] }));
    expect(await search('acme')).toMatchObject({
      value: [{ id: 'a\u200B-1', title: SHOWN, description: SHOWN }],
    });
  });

  it('are cut after 255 characters, a description after 500', async () => {
    const { search } = await setUp();
    const app = { id: 'a-1', title: 'x'.repeat(300), description: 'y'.repeat(600) };
    stage.zapier.nextAnswers(APPS, answers.status(200, { data: [app] }));
    expect(await search('acme')).toMatchObject({
      value: [{ title: `${'x'.repeat(254)}…`, description: `${'y'.repeat(499)}…` }],
    });
  });

  it('are read without invisible characters for connections, listed and created', async () => {
    const { zapier, accountId, create } = await setUp();
    const connection = { type: 'authentication', id: 'c\u200B-1', title: HIDING };
    stage.zapier.nextAnswers('GET /v2/authentications', answers.status(200, { data: [connection] }));
    stage.zapier.nextAnswers(POST, answers.status(201, { data: [connection] }));
    expect(await zapier.connectionsPage({ accountId, appId: ACME_CRM.app }, 0, 'awaited')).toMatchObject({
      value: { connections: [{ id: 'c\u200B-1', title: SHOWN }] },
    });
    expect(await create()).toMatchObject({ value: { id: 'c\u200B-1', title: SHOWN } });
  });

  it("leave an error's words as they are, up to 10,000 characters", async () => {
    const { create } = await setUp();
    const detail = `Falsch:\n${HIDING}${'z'.repeat(12_000)}`;
    stage.zapier.nextAnswers(POST, answers.refused(400, detail, undefined, `in\u202Evalid ${'c'.repeat(300)}`));
    const result = await create();
    expect(result).toMatchObject({ failure: { errors: [{ detail: detail.slice(0, 10_000) }] } });
    const [error] = !result.ok && result.failure.code === 'refused' ? result.failure.errors : [];
    expect(error?.code).toBe(`invalid ${'c'.repeat(246)}…`);
  });
});
