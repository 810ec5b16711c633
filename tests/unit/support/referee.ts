/** The Zapier Platform's own validation, which tests compare ours with. It has no types. */
import { createRequire } from 'node:module';

interface Validation {
  valid: boolean;
  errors: { property: string; message: string }[];
}

const { validateAppDefinition } = createRequire(import.meta.url)('zapier-platform-schema') as {
  validateAppDefinition(definition: unknown): Validation;
};

/**
 * Returns the Platform's errors for an authentication in a minimal app. Adds a `test` if there is none, because a
 * developer pastes only what a form needs.
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
    // The Platform reads the fields before checking that they are fields.
    return [error instanceof Error ? error.message : 'It broke.'];
  }
}
