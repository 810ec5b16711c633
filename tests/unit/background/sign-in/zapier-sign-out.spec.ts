import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../lib/shared/config';
import { seenAtZapierItem } from '../../../../lib/shared/zapier-session';
import { BEN, MARIA } from '../../../zapier/zapier';
import { useSignIn } from './sign-in-stage';

const { stage, setUp, state } = useSignIn();

const SIGN_OUT = 'https://zapier.com/app/logout';
const LOGIN = 'https://zapier.com/app/login';
const NAMED = 'globex.example';
const TAB = 1;
const DONE = { status: 'done', accountId: String(BEN.id), notice: { code: 'as-named' } };

/** Opens Zapier's sign-out where Maria is signed in at Zapier and Ben's company is named. */
async function openSignOut() {
  const parts = setUp();
  parts.signIn.follow();
  await seenAtZapierItem.setValue({ accountId: String(MARIA.id), seenAt: stage.now });
  await parts.signIn.start({ named: NAMED, asSomeoneElse: true });
  stage.zapier.session.signIn(BEN);
  return parts;
}

/** A later background, with the tabs that the earlier one had opened. */
function restart(tabs: { open: Map<number, string> }) {
  const parts = setUp();
  for (const [id, address] of tabs.open) parts.tabs.open.set(id, address);
  return parts;
}

const becomes = (wanted: object) => vi.waitFor(async () => expect(await state()).toEqual(wanted));

describe('a sign-in as somebody else than who is signed in at Zapier', () => {
  it("opens Zapier's sign-out first, and believes in no earlier person there", async () => {
    const { tabs, window } = await openSignOut();
    expect([...tabs.open]).toEqual([[TAB, SIGN_OUT]]);
    expect(await state()).toEqual({ status: 'leaving-zapier', named: NAMED, tabId: TAB });
    expect(await seenAtZapierItem.getValue()).toBeNull();
    expect(window).not.toHaveBeenCalled();
  });

  it.each([
    ['another page of Zapier', LOGIN],
    ['a page that the extension may not see', ''],
  ])('closes it and signs the named customer in once it has led to %s', async (_what, address) => {
    const { tabs, window } = await openSignOut();
    tabs.move(TAB, address);
    await becomes(DONE);
    expect(tabs.open.size).toBe(0);
    expect(tabs.isWatched).toBe(false);
    expect(window).toHaveBeenCalledOnce();
  });

  it('goes on at once where the page had left before its window was reported', async () => {
    const parts = setUp();
    stage.zapier.session.signIn(BEN);
    parts.tabs.onOpen = (tabId) => parts.tabs.move(tabId, LOGIN);
    await parts.signIn.start({ named: NAMED, asSomeoneElse: true });
    await becomes(DONE);
    expect(parts.tabs.open.size).toBe(0);
  });

  it.each([
    ['is still at its address', TAB, `${SIGN_OUT}/?next=%2Fapp#top`],
    ['is not the one of the sign-out', 7, LOGIN],
  ])('waits while a page that loads %s', async (_what, tabId, address) => {
    const { signIn, tabs, window } = await openSignOut();
    tabs.move(tabId, address);
    await signIn.endCutOff();
    expect(await state()).toEqual({ status: 'leaving-zapier', named: NAMED, tabId: TAB });
    expect(window).not.toHaveBeenCalled();
  });

  it('calls the agent to go on where the window is closed by hand, and goes on when told so', async () => {
    const { signIn, tabs, window, openPopup } = await openSignOut();
    tabs.close(TAB);
    await becomes({ status: 'leaving-zapier', named: NAMED, tabId: null });
    await vi.waitFor(() => expect(openPopup).toHaveBeenCalledOnce());
    expect(window).not.toHaveBeenCalled();
    await signIn.start({ named: NAMED });
    expect(await state()).toEqual(DONE);
  });

  it('goes on and closes the window when told so before it can be seen', async () => {
    const { signIn, tabs } = await openSignOut();
    await signIn.start({ named: NAMED });
    expect(await state()).toEqual(DONE);
    expect(tabs.open.size).toBe(0);
  });

  it('goes on where the browser opens no window', async () => {
    const parts = setUp();
    stage.zapier.session.signIn(BEN);
    parts.tabs.opensNone = true;
    await parts.signIn.start({ named: NAMED, asSomeoneElse: true });
    expect(await state()).toEqual({ status: 'leaving-zapier', named: NAMED, tabId: null });
    await parts.signIn.start({ named: NAMED });
    expect(await state()).toEqual(DONE);
  });

  it('closes the window and ends without a result when it is cancelled', async () => {
    const { signIn, tabs, window, openPopup } = await openSignOut();
    await signIn.cancel();
    expect(await state()).toEqual({ status: 'idle' });
    expect(tabs.open.size).toBe(0);
    expect(tabs.isWatched).toBe(false);
    expect(window).not.toHaveBeenCalled();
    expect(openPopup).not.toHaveBeenCalled();
  });

  it('closes a window that comes after it was cancelled', async () => {
    const { signIn, tabs, window } = setUp();
    tabs.onOpen = () => void signIn.cancel();
    await signIn.start({ named: NAMED, asSomeoneElse: true });
    expect(tabs.open.size).toBe(0);
    expect(await state()).toEqual({ status: 'idle' });
    expect(window).not.toHaveBeenCalled();
  });

  it('brings the window to the front', async () => {
    const { signIn, tabs } = await openSignOut();
    await signIn.show();
    expect(tabs.shown).toEqual([TAB]);
  });

  it('keeps one window when it is asked for twice', async () => {
    const { signIn, tabs } = await openSignOut();
    await signIn.start({ named: NAMED, asSomeoneElse: true });
    expect(tabs.open.size).toBe(1);
    expect(await state()).toMatchObject({ status: 'leaving-zapier', tabId: [...tabs.open.keys()][0] });
  });

  it.each([
    ['the customer is unclear', 'Globex', 'unclear-customer', {}],
    ['Zapier is out of reach for the extension', NAMED, 'no-host-access', { hasHostAccess: false }],
    ['no client is configured', NAMED, 'not-configured', { config: DEFAULT_CONFIG }],
  ])('signs nobody out at Zapier where %s', async (_what, named, code, change) => {
    const { signIn, tabs } = setUp();
    Object.assign(stage, change);
    await signIn.start({ named, asSomeoneElse: true });
    expect(tabs.open.size).toBe(0);
    expect(await state()).toEqual({ status: 'failed', failure: { code } });
  });
});

describe("a background that starts while Zapier's sign-out is open", () => {
  it('goes on when the page leaves', async () => {
    const before = await openSignOut();
    const { signIn, tabs } = restart(before.tabs);
    signIn.follow();
    await signIn.endCutOff();
    expect(await state()).toEqual({ status: 'leaving-zapier', named: NAMED, tabId: TAB });
    tabs.move(TAB, LOGIN);
    await becomes(DONE);
    expect(tabs.open.size).toBe(0);
  });

  it('goes on where the page has left meanwhile', async () => {
    const before = await openSignOut();
    before.tabs.open.set(TAB, LOGIN);
    const { signIn, tabs } = restart(before.tabs);
    await signIn.endCutOff();
    await becomes(DONE);
    expect(tabs.open.size).toBe(0);
  });

  it('leaves it to the agent to go on where the page cannot be seen, or is gone', async () => {
    const before = await openSignOut();
    before.tabs.open.set(TAB, '');
    const waiting = restart(before.tabs);
    await waiting.signIn.endCutOff();
    expect(await state()).toMatchObject({ status: 'leaving-zapier', tabId: TAB });
    await restart({ open: new Map() }).signIn.endCutOff();
    expect(await state()).toMatchObject({ status: 'leaving-zapier', tabId: null });
    await waiting.signIn.start({ named: NAMED });
    expect(await state()).toEqual(DONE);
  });

  it('stops following tabs where nobody is leaving Zapier', async () => {
    const { signIn, tabs } = setUp();
    signIn.follow();
    expect(tabs.isWatched).toBe(true);
    await signIn.endCutOff();
    expect(tabs.isWatched).toBe(false);
  });
});
