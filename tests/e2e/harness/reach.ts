import { expect, type Page } from '@playwright/test';

/**
 * Checks that everything on a screen is within reach: every control can be scrolled to and is covered by nothing, and
 * nothing is wider than its place, unless it ends in an ellipsis. While a dialog or a menu is open, only its controls
 * count.
 */
export async function expectWithinReach(page: Page, screen: string): Promise<void> {
  expect(await page.evaluate(outOfReach), `${screen}: out of reach`).toEqual([]);
}

/** Returns what is out of reach, with the reason. Runs in the page. */
function outOfReach(): string[] {
  const name = (element: Element) => `${element.localName}.${element.className} “${element.textContent?.slice(0, 40)}”`;
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && !isUnseen(element);
  const isUnseen = (element: Element) => element.closest('.unseen, [inert]') !== null;
  const top = document.querySelector('dialog:modal') ?? document.querySelector('.menu') ?? document;
  // A scroll bar beside the page takes room only in a tab, where the page may then be scrolled by its width.
  const width = innerWidth;
  const endsInEllipsis = (element: Element | null): boolean =>
    element !== null &&
    (getComputedStyle(element).textOverflow === 'ellipsis' || endsInEllipsis(element.parentElement));
  const faults: string[] = [];

  const controls = top.querySelectorAll('button, input, textarea, select, a[href], summary, [role=option]');
  for (const control of [...controls].filter(isShown)) {
    control.scrollIntoView({ block: 'center', behavior: 'instant' });
    // A link may have a part on each of several lines, not all of them in view.
    const parts = [...control.getClientRects()].map((box) => ({ box, y: box.y + box.height / 2 }));
    const [nearest] = parts.sort(
      (one, other) => Math.abs(one.y - innerHeight / 2) - Math.abs(other.y - innerHeight / 2),
    );
    if (!nearest) continue;
    const { box, y } = nearest;
    const hit = document.elementFromPoint(box.x + box.width / 2, y);
    const isHit = hit !== null && (control.contains(hit) || hit.closest('label')?.contains(control));
    if (box.x + scrollX < 0 || box.right + scrollX > width + 0.5) faults.push(`beyond the edge: ${name(control)}`);
    else if (!isHit) faults.push(`covered by ${hit ? name(hit) : 'nothing'}: ${name(control)}`);
    if (box.width < 12 || box.height < 12) faults.push(`too small to hit: ${name(control)}`);
  }

  for (const element of [...document.body.querySelectorAll<HTMLElement>('*')].filter(isShown)) {
    if (element.matches('input, textarea, select, option') || element.closest('svg, select')) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isBeyond = box.width > 0 && (box.x + scrollX < -0.5 || box.right + scrollX > width + 0.5);
    if (isBeyond && !endsInEllipsis(element)) faults.push(`wider than the page: ${name(element)}`);
    const isCutOff = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    if (isCutOff && style.textOverflow !== 'ellipsis') faults.push(`cut off: ${name(element)}`);
  }
  return [...new Set(faults)];
}
