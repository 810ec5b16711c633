import { expect, test } from './harness/test';

test('the harness reports an unhandled rejection in the service worker', async ({ extension, errorLog }) => {
  const [worker] = extension.context.serviceWorkers();
  await worker?.evaluate(() => {
    void Promise.reject(new Error('made on purpose'));
  });
  await expect.poll(() => errorLog.unexpected()).toEqual([expect.stringContaining('made on purpose')]);
  errorLog.allow(/made on purpose/);
});
