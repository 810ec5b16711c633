import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noteRefusal } from '../../../../lib/background/orders/app-memory';
import { refusedAppsItem } from '../../../../lib/shared/app-memory';
import type { Failure } from '../../../../lib/shared/failure';
import { failed, succeeded } from '../../../../lib/shared/result';
import { createLocks } from '../../support/locks';

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: createLocks() });
});

const refused = (status: number) => failed<Failure>({ code: 'refused', status, errors: [] });

test('remembers an app refused with a 403 once, until Zapier accepts it', async () => {
  await noteRefusal('a', refused(403));
  await noteRefusal('b', refused(403));
  await noteRefusal('a', refused(403));
  expect(await refusedAppsItem.getValue()).toEqual(['a', 'b']);
  await noteRefusal('a', succeeded({}));
  expect(await refusedAppsItem.getValue()).toEqual(['b']);
});

test('neither adds nor removes an app after any other failure', async () => {
  await noteRefusal('a', refused(403));
  await noteRefusal('b', refused(400));
  await noteRefusal('a', failed({ code: 'answer-lost' }));
  await noteRefusal('a', failed({ code: 'server-error', status: 503, errors: [] }));
  expect(await refusedAppsItem.getValue()).toEqual(['a']);
});

test('remembers all apps that are refused at the same time', async () => {
  await Promise.all(['a', 'b', 'c'].map((app) => noteRefusal(app, refused(403))));
  expect(await refusedAppsItem.getValue()).toEqual(['a', 'b', 'c']);
});
