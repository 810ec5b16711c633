import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { OwnFormModel } from '../../../../lib/page/settings/own-form';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { ACME_CRM, DESKWELL } from '../../../zapier/zapier';

const BY_OAUTH: AppDefinition = { ...ACME_CRM, app: 'o', authentication: { type: 'oauth2', fields: [] } };

function open(...apps: AppDefinition[]) {
  const form = new OwnFormModel(signal(apps));
  const type = (key: string, value: string) => {
    const input = form.inputs.value.find(({ field }) => field?.key === key);
    if (!input) throw new Error(`No input ${key}`);
    form.edit(input, value);
  };
  return { form, type };
}

describe('the form of an own app in Settings', () => {
  it('is that of the first app that is not connected on Zapier’s page', () => {
    const { form } = open(BY_OAUTH, ACME_CRM, DESKWELL);
    expect(form.app.value).toBe(ACME_CRM);
    expect(form.apps.value).toEqual([ACME_CRM, DESKWELL]);
    expect(form.inputs.value.map(({ field }) => field?.key)).toEqual(['api_key']);
  });

  it('does not exist without a definition', () => {
    const { form } = open(BY_OAUTH);
    expect([form.app.value, form.layout.value]).toEqual([null, []]);
  });

  it('names what is missing until it is typed', () => {
    const { form, type } = open(ACME_CRM);
    expect(form.typed()).toBeNull();
    expect(Object.values(form.problems.value)).toEqual(['empty']);
    type('api_key', 'acme_live_1');
    expect(form.problems.value).toEqual({});
    expect(form.typed()?.secrets.values).toEqual({ api_key: 'acme_live_1' });
  });

  it('keeps what is secret apart from what is not', () => {
    const { form, type } = open(DESKWELL);
    type('subdomain', 'acme');
    type('api_key', 'deskwell-key-1');
    expect(form.typed()).toMatchObject({
      draft: { values: { subdomain: 'acme' }, secretIds: ['api_key'] },
      secrets: { values: { api_key: 'deskwell-key-1' } },
    });
  });

  it('forgets what was typed once another app is chosen', () => {
    const { form, type } = open(ACME_CRM, DESKWELL);
    type('api_key', 'acme_live_1');
    form.choose(DESKWELL.app);
    form.choose(ACME_CRM.app);
    expect(form.inputs.value.map(({ value }) => value)).toEqual(['']);
  });
});
