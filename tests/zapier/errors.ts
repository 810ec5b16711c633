import type { components } from '../../lib/background/zapier/openapi.generated';

/** One object of the `errors` list. */
export type ApiError = components['schemas']['Error'];

/** Codes and titles as Django REST Framework spells them; Zapier's documented errors follow it. */
const TITLES: Record<string, string> = {
  parse_error: 'ParseError',
  invalid: 'ValidationError',
  required: 'ValidationError',
  not_authenticated: 'NotAuthenticated',
  authentication_failed: 'AuthenticationFailed',
  permission_denied: 'PermissionDenied',
  not_found: 'NotFound',
  method_not_allowed: 'MethodNotAllowed',
  not_acceptable: 'NotAcceptable',
  unsupported_media_type: 'UnsupportedMediaType',
  throttled: 'Throttled',
  error: 'APIException',
};

/** An error object of Zapier's shape. `by` tells whether Zapier or the app itself refused. */
export function apiError(
  status: number,
  code: string,
  detail: string,
  source: ApiError['source'] = null,
  by: 'ZAPIER' | 'THIRD_PARTY' = 'ZAPIER',
): ApiError {
  return {
    status,
    code,
    title: TITLES[code] ?? 'APIException',
    detail,
    source,
    meta: { source: by, full_details: { message: detail, code } },
  };
}

/** Answers with error objects; the first one's status is the answer's. */
export function refuse(first: ApiError, ...others: ApiError[]): Response {
  return Response.json({ errors: [first, ...others] }, { status: first.status });
}

/** The pointer to a property, with RFC 6901's escapes. */
export function pointerTo(...path: string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
