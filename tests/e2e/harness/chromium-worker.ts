import { type BrowserContext, type CDPSession, expect } from '@playwright/test';
import { SOON } from './soon';

/** The extension whose service worker is meant. */
interface Where {
  context: BrowserContext;
  origin: string;
}

/** Stops the worker as the browser does when it is idle, and waits until it is gone. */
export async function closeWorker(where: Where): Promise<void> {
  const session = await browserSession(where);
  // A pending event may start it again.
  const closed = async () => {
    const workers = await findWorkers(session, where);
    // A worker that has just stopped on its own cannot be closed.
    for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId }).catch(() => undefined);
    return workers.length;
  };
  await expect.poll(closed, { ...SOON, message: 'the worker is gone' }).toBe(0);
  await session.detach();
}

/**
 * Halts the worker at the next statement it executes. Returns a function that waits until it has halted, then stops it.
 */
export async function haltWorker(where: Where): Promise<() => Promise<void>> {
  const session = await browserSession(where);
  const [worker] = await findWorkers(session, where);
  if (!worker) throw new Error('No background runs that could be halted.');
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: worker.targetId, flatten: false });
  const halted = new Promise<void>((resolve) => {
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      if (JSON.parse(message).method === 'Debugger.paused') resolve();
    });
  });
  for (const [id, method] of ['Debugger.enable', 'Debugger.pause'].entries())
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
  return async () => {
    await halted;
    await closeWorker(where);
    await session.detach();
  };
}

async function browserSession({ context }: Where): Promise<CDPSession> {
  const browser = context.browser();
  if (!browser) throw new Error('Chromium has no browser object to stop the worker with.');
  return browser.newBrowserCDPSession();
}

async function findWorkers(session: CDPSession, { origin }: Where) {
  const { targetInfos } = await session.send('Target.getTargets');
  return targetInfos.filter(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
}
