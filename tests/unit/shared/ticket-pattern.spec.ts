import { describe, expect, it } from 'vitest';
import { ticketIn, ticketPatternProblem } from '../../../lib/shared/ticket-pattern';

describe('the pattern of tickets', () => {
  it.each([
    ['SUP-\\d+', 'Re: [SUP-4711] Zapier\n\nHello', 'SUP-4711'],
    ['Ticket #(\\d+)', 'Ticket #4711: cannot connect', '4711'],
    ['(?:Case|Ticket) (\\d+)', 'Case 12\nsee Case 12', '12'],
    ['SUP-\\d+', 'SUP-1 is the same as SUP-2', null],
    ['SUP-\\d+', 'Hello', null],
    ['', 'SUP-4711', null],
    ['\\s*SUP-\\d+', 'about  SUP-4711', 'SUP-4711'],
  ])('finds by %s the one ticket in %j: %j', (pattern, text, ticket) => {
    expect(ticketIn(text, pattern)).toBe(ticket);
  });

  it.each([
    ['SUP-\\d+', null],
    ['(', 'not-a-pattern'],
    ['\\d*', 'not-a-pattern'],
  ])('%s: %j', (pattern, problem) => {
    expect(ticketPatternProblem(pattern)).toBe(problem);
  });
});
