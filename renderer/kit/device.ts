import { t } from './kit-text.ts';

/** What browsers call themselves, the particular before the general they also claim to be. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['HeadlessChrome', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** A browser by name and system, as people know it; anything that is no browser as it calls itself. */
export function deviceWords(device: string): string {
  const browser = BROWSERS.find(([mark]) => device.includes(`${mark}/`))?.[1];
  const system = SYSTEMS.find(([mark]) => device.includes(mark))?.[1];
  return browser === undefined || system === undefined ? device : t('browserOn', { browser, system });
}
