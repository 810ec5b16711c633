import type * as v from 'valibot';
import type { DefinitionFailure, DefinitionReason } from './definition-failure';
import { pathTo } from './failure-path';

/** Returns a reason as a valibot message, so that our rules' messages are always reasons, never sentences. */
export function because(reason: DefinitionReason): string {
  return reason;
}

/** Converts a schema's issue to a failure. `at` is the path of the value that the schema checked. */
export function toFailure(issue: v.BaseIssue<unknown>, at: string): DefinitionFailure {
  const path = (issue.path ?? []).reduce(
    (joined, { key }) => pathTo(joined, typeof key === 'number' ? key : String(key)),
    at,
  );
  return { path, reason: reasonOf(issue) };
}

function reasonOf({ message, received }: v.BaseIssue<unknown>): DefinitionReason {
  if (isOurs(message)) return message;
  return received === 'undefined' ? 'missing' : 'wrong-type';
}

/** valibot's own messages are sentences. Checking for a space saves the background from loading all reasons. */
function isOurs(message: string): message is DefinitionReason {
  return !message.includes(' ');
}
