import { type DrawingName, templateId } from './drawings';

export interface IconProps {
  name: DrawingName;
}

/**
 * A drawing beside words that say the same; so it is hidden from screen readers. It is copied from the page's
 * templates: the first SVG element that a script itself makes would have Chromium set up 35 to 40 KiB of interfaces.
 */
export function Icon({ name }: IconProps) {
  return <span key={name} ref={draw} class="icon" data-drawing={name} aria-hidden="true" />;
}

/** Called once for each element; the key makes another drawing another element. */
function draw(place: HTMLElement | null): void {
  if (!place) return;
  const template = document.getElementById(templateId(place.dataset.drawing as DrawingName)) as HTMLTemplateElement;
  place.append(template.content.cloneNode(true));
}
