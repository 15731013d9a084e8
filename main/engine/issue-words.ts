import type { z } from 'zod';

/** What a value has to be, by the name its schema gives to it. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with named fields',
  record: 'an object with named fields',
};

const isOf = (origin: string, ...kinds: readonly string[]): boolean => kinds.includes(origin);

function tooSmall({ origin, minimum, inclusive = true }: z.core.$ZodIssueTooSmall): string {
  if (isOf(origin, 'string')) return Number(minimum) <= 1 ? 'has to be given' : `has to have at least ${minimum} characters`;
  if (isOf(origin, 'array', 'set')) return Number(minimum) <= 1 ? 'needs at least one entry' : `needs at least ${minimum} entries`;
  return inclusive ? `has to be ${minimum} or more` : `has to be more than ${minimum}`;
}

function tooBig({ origin, maximum, inclusive = true }: z.core.$ZodIssueTooBig): string {
  if (isOf(origin, 'string')) return `may have at most ${maximum} characters`;
  if (isOf(origin, 'array', 'set')) return `may have at most ${maximum} entries`;
  return inclusive ? `has to be ${maximum} or less` : `has to be less than ${maximum}`;
}

/**
 * What is wrong with one value of an input, in words that stand behind the name of its field: `has to be given`. Undefined where the schema's own words are all there
 * is; a schema that says it better itself is not asked here.
 */
export const issueWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'has to be given' : `has to be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return tooSmall(issue as z.core.$ZodIssueTooSmall);
    case 'too_big':
      return tooBig(issue as z.core.$ZodIssueTooBig);
    case 'invalid_value':
      return `has to be one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `knows no ${issue.keys.join(', ')}`;
    case 'invalid_format':
      return 'is not written the way it is written here';
    default:
      return undefined;
  }
};
