/** The Zapier Platform's own validation, which tests hold ours to. It brings no types. */
import { createRequire } from 'node:module';

interface Validation {
  valid: boolean;
  errors: { property: string; message: string }[];
}

const { validateAppDefinition } = createRequire(import.meta.url)('zapier-platform-schema') as {
  validateAppDefinition(definition: unknown): Validation;
};

/**
 * What the Platform has against an authentication, as part of the smallest whole app. A test is put in
 * where there is none: a developer pastes what a form needs.
 */
export function refereeErrors(authentication: unknown): string[] {
  const whole = typeof authentication === 'object' && authentication !== null && !Array.isArray(authentication);
  const judged = whole && !Object.hasOwn(authentication, 'test') ? { ...authentication, test: {} } : authentication;
  try {
    const { errors } = validateAppDefinition({
      version: '1.0.0',
      platformVersion: '19.0.0',
      authentication: judged,
    });
    return errors.map(({ property, message }) => `${property} ${message}`);
  } catch (error) {
    // It looks into fields before it knows that they are fields.
    return [error instanceof Error ? error.message : 'It broke.'];
  }
}
