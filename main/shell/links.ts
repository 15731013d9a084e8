import { extname, isAbsolute } from 'node:path';

/** Scheme of links to records of ours, as other programs hold them: `countinghouse://orders/so_...`. */
export const LINK_SCHEME = 'countinghouse';
export const COMPANY_EXTENSION = '.countinghouse';

const PATH_MAX = 300;
/** Ids, numbers and the words of a filter; nothing that could leave the part of an address behind `#`. */
const PATH = /^\/[A-Za-z0-9/_.~%=&?+-]*$/;

/**
 * The path of a screen that a link means, or undefined for anything else. A link only ever goes to a place: whatever is
 * done there is decided by a person in front of a preview.
 */
export function pathOfLink(link: string): string | undefined {
  const prefix = `${LINK_SCHEME}://`;
  if (!link.startsWith(prefix) || link.length > PATH_MAX) return undefined;
  const path = `/${link.slice(prefix.length).replace(/^\/+/, '')}`;
  return PATH.test(path) && !path.includes('..') ? path : undefined;
}

/** What a start of the program, or a second one, was asked to show. */
export interface Asked {
  readonly path?: string;
  readonly company?: string;
}

/** Reads a command line: a link of ours and a company file may stand anywhere in it, by themselves or as `--company FILE`. */
export function askedBy(args: readonly string[]): Asked {
  const path = args.map(pathOfLink).find((p) => p !== undefined);
  const named = args.indexOf('--company');
  const company =
    named >= 0 && args[named + 1] !== undefined
      ? args[named + 1]
      : args.find((a) => !a.startsWith('-') && isAbsolute(a) && extname(a).toLowerCase() === COMPANY_EXTENSION);
  return { ...(path === undefined ? {} : { path }), ...(company === undefined ? {} : { company }) };
}
