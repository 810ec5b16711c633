import { describe, expect, it } from 'vitest';
import { answers, MARIA, NAMELESS } from '../../zapier/zapier';
import { failure, useRequests } from './requests';

const { stage, setUp } = useRequests();

const PROFILE = 'GET /v1/profiles/me';

describe('the profile', () => {
  it('tells whose token it is', async () => {
    const { zapier, tokens } = await setUp();
    expect(await zapier.profile(tokens.accessToken)).toEqual({
      ok: true,
      value: { id: String(MARIA.id), email: MARIA.email, fullName: 'Maria Chen' },
    });
  });

  it.each([
    ['in a list', [MARIA], { id: '7345301', email: MARIA.email, fullName: 'Maria Chen' }],
    ['with an id that is text', { id: 'u-1', email: 'a@b.example' }, { id: 'u-1', email: 'a@b.example', fullName: '' }],
    ['without a name', NAMELESS, { id: '9004416', email: NAMELESS.email, fullName: '' }],
  ])('is read %s', async (_what, body, value) => {
    const { zapier, tokens } = await setUp();
    stage.zapier.nextAnswers(PROFILE, answers.status(200, body));
    expect(await zapier.profile(tokens.accessToken)).toEqual({ ok: true, value });
  });

  it.each([[{}], [[]], [{ id: 1 }], [{ id: null, email: 'a@b.example' }], ['text']])(
    'is not read from %j',
    async (body) => {
      const { zapier, tokens } = await setUp();
      stage.zapier.nextAnswers(PROFILE, answers.status(200, body));
      expect(await zapier.profile(tokens.accessToken)).toEqual(failure({ code: 'answer-lost' }));
    },
  );

  it('is refused once, without a new token: no account owns it yet', async () => {
    const { zapier } = await setUp();
    expect(await zapier.profile('nobody')).toMatchObject({ ok: false, failure: { code: 'refused', status: 401 } });
    expect(stage.sent).toHaveLength(1);
  });
});
