import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Failure } from '../../../lib/failure';
import { noteRefusal, refusedAppsItem } from '../../../lib/hosted/refused-apps';
import { failed, succeeded } from '../../../lib/result';

beforeEach(() => fakeBrowser.reset());

const refused = (status: number) => failed<Failure>({ code: 'refused', status, errors: [] });

test('an app that was refused with a 403 is remembered once, until Zapier takes it', async () => {
  await noteRefusal('a', refused(403));
  await noteRefusal('b', refused(403));
  await noteRefusal('a', refused(403));
  expect(await refusedAppsItem.getValue()).toEqual(['a', 'b']);
  await noteRefusal('a', succeeded({}));
  expect(await refusedAppsItem.getValue()).toEqual(['b']);
});

test('other failures say nothing about the app', async () => {
  await noteRefusal('a', refused(403));
  await noteRefusal('b', refused(400));
  await noteRefusal('a', failed({ code: 'answer-lost' }));
  await noteRefusal('a', failed({ code: 'server-error', status: 503, errors: [] }));
  expect(await refusedAppsItem.getValue()).toEqual(['a']);
});
