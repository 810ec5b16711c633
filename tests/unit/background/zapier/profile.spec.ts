import { describe, expect, it } from 'vitest';
import { answers, MARIA, NAMELESS } from '../../../zapier/zapier';
import { useRequests } from '../../support/requests';

const { stage, setUp } = useRequests();

const PROFILE = 'GET /v1/profiles/me';

describe("an account's profile", () => {
  it("reads the id, email and name of the access token's owner", async () => {
    const { zapier, tokens } = await setUp();
    expect(await zapier.profile(tokens.accessToken)).toEqual({
      ok: true,
      value: { id: String(MARIA.id), email: MARIA.email, fullName: 'Maria Chen' },
    });
  });

  it.each([
    ['in an array', [MARIA], { id: '7345301', email: MARIA.email, fullName: 'Maria Chen' }],
    ['with a string for an id', { id: 'u-1', email: 'a@b.example' }, { id: 'u-1', email: 'a@b.example', fullName: '' }],
    [
      'whose name and e-mail hide characters, without them',
      { id: 'u\u200B-1', email: 'a\u200B@b.example\u202C', full_name: 'ACME GmbH \u202Eeht ,\u2067\n x' },
      { id: 'u\u200B-1', email: 'a@b.example', fullName: 'ACME GmbH eht , x' },
    ],
    [
      'with null for a name',
      { id: 1, email: 'a@b.example', full_name: null },
      { id: '1', email: 'a@b.example', fullName: '' },
    ],
    ['without a name', NAMELESS, { id: '9004416', email: NAMELESS.email, fullName: '' }],
  ])('reads a profile %s', async (_what, body, value) => {
    const { zapier, tokens } = await setUp();
    stage.zapier.nextAnswers(PROFILE, answers.status(200, body));
    expect(await zapier.profile(tokens.accessToken)).toEqual({ ok: true, value });
  });

  it.each([
    [{}],
    [[]],
    [{ id: 1 }],
    [{ id: null, email: 'a@b.example' }],
    [{ id: '', email: 'a@b.example' }],
    [{ id: 2 ** 60, email: 'a@b.example' }],
    [{ id: 1, email: '' }],
    ['text'],
  ])('reads no profile from %j', async (body) => {
    const { zapier, tokens } = await setUp();
    stage.zapier.nextAnswers(PROFILE, answers.status(200, body));
    expect(await zapier.profile(tokens.accessToken)).toMatchObject({
      ok: false,
      failure: { code: 'not-understood', status: 200 },
    });
  });

  it('does not refresh a refused token that no account owns yet', async () => {
    const { zapier } = await setUp();
    expect(await zapier.profile('nobody')).toMatchObject({ ok: false, failure: { code: 'refused', status: 401 } });
    expect(stage.sent).toHaveLength(1);
  });
});
