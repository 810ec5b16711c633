import type { PageFailure } from '../../shared/order-stage';
import { failed, type Result, succeeded } from '../../shared/result';
import type { Zapier } from '../zapier/api';
import { zapierPage } from './page-address';

/** Takes the address of the page on which Zapier connects an app, fresh and checked. */
export async function connectPage(
  zapier: Pick<Zapier, 'connectLink'>,
  accountId: string,
  appId: string,
): Promise<Result<URL, PageFailure>> {
  const link = await zapier.connectLink(accountId, appId);
  if (!link.ok) return link;
  if (link.value === undefined) return failed({ code: 'not-listed' });
  if (link.value === null) return failed({ code: 'needs-no-connection' });
  const page = zapierPage(link.value);
  return page ? succeeded(page) : failed({ code: 'foreign-link', link: link.value });
}
