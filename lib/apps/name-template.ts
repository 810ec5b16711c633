/** What a name template may hold; replaced when a form opens. */
export const PLACEHOLDERS = ['{customer}', '{app}'] as const;

/** Whether names made from the template differ at all: without a placeholder every connection would be called the same. */
export function hasPlaceholder(template: string): boolean {
  return PLACEHOLDERS.some((placeholder) => template.includes(placeholder));
}
