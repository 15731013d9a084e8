const KEY = 'countinghouse.token';

/**
 * Takes the token of a one-time link (`#token=...`) out of the address into this tab's session storage, so that it
 * neither stays in the history nor is shown to somebody looking over the shoulder. Ends with the tab.
 */
export function takeTokenFromAddress(): void {
  const found = /^#token=([^&]+)(?:&to=(.*))?$/.exec(location.hash);
  if (!found?.[1]) return;
  keepToken(decodeURIComponent(found[1]));
  history.replaceState(null, '', `${location.pathname}${location.search}#${found[2] ?? '/'}`);
}

export const token = (): string | null => sessionStorage.getItem(KEY);
export const keepToken = (value: string): void => sessionStorage.setItem(KEY, value.trim());
export const forgetToken = (): void => sessionStorage.removeItem(KEY);
