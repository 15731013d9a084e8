import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../main/hosts/server.ts';
import { hasBrowser, openBrowser } from '../kit/browser.ts';

const root = join(import.meta.dirname, '../..');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A server without a company, from its setup link to an owner at work. */
describe.skipIf(!hasBrowser)('the first run in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-e2e-'));
  let server: RunningServer;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    const screens = join(folder, 'renderer');
    await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: screens } });
    server = await startServer({ companies: [], folder: join(folder, 'data'), screens });
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const shows = (text: string) => browser.until(`document.body?.innerText.includes(${JSON.stringify(text)})`);
  /** The same where the page goes to another address meanwhile, which ends whatever is being asked of it. */
  const arrives = (text: string) =>
    shows(text).catch((error: unknown) => {
      if (!String(error).includes('navigated')) throw error;
      return shows(text);
    });
  /** Types into the field with this label. */
  const fill = async (label: string, text: string) => {
    const id = await browser.run<string>(
      `[...document.querySelectorAll('label')].find((l) => l.textContent.startsWith(${JSON.stringify(label)}))?.htmlFor ?? ''`,
    );
    await browser.type(`[id="${id}"]`, text);
  };
  const choose = (label: string, value: string) =>
    browser.run(`(() => {
      const label = [...document.querySelectorAll('label')].find((l) => l.textContent.startsWith(${JSON.stringify(label)}));
      const select = document.getElementById(label.htmlFor);
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, ${JSON.stringify(value)});
      select.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
  const press = (text: string) =>
    browser.until(`(() => {
      const found = [...document.querySelectorAll('button')].find((b) => b.textContent === ${JSON.stringify(text)} && !b.disabled);
      found?.click();
      return Boolean(found);
    })()`);

  test('without the setup link there is only the way to it', async () => {
    await browser.goto(`${server.url}/`);
    await shows('Open the setup link that it printed when it started');
    expect(await browser.run<number>(`document.querySelectorAll('input').length`)).toBe(0);
    browser.complaints.length = 0; // A server without a company answers 404 to who asks for one.
  });

  test('the setup page is readable for everybody, in both themes', async () => {
    await browser.goto('about:blank');
    await browser.goto(`${server.url}/#setup=${server.setupSecret()}`);
    await shows('Create the company');
    expect(await browser.run<string>('location.href')).not.toContain('setup');
    await browser.run(AXE);
    for (const scheme of ['light', 'dark'] as const) {
      await browser.scheme(scheme);
      const found = await browser.run<string[]>(`axe.run(document).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes[0]?.html))`);
      expect(found).toEqual([]);
    }
  });

  const chart = () => browser.run<string>(`document.querySelector('[name="spec.chart"]').selectedOptions[0].textContent`);
  const photograph = async (name: string) => {
    if (process.env['PICTURES']) writeFileSync(join(process.env['PICTURES'], `${name}.png`), await browser.screenshot());
  };
  /** What stands beside fields, by the name of the field. */
  const beside = () =>
    browser.run<Record<string, string>>(
      `Object.fromEntries([...document.querySelectorAll('[aria-invalid=true]')].map((f) => [f.name, f.closest('.mantine-InputWrapper-root').querySelector('[class*=InputWrapper-error]').textContent]))`,
    );

  test('what is refused stands beside its field, and what was typed stays', async () => {
    await fill('Sign-in name', 'ol');
    await press('Add a warehouse');
    await fill('Code 2', ' east 2');
    await press('Create the company');
    await browser.until(`document.querySelector('[aria-invalid=true]')`);
    expect(await beside()).toEqual({
      'spec.name': 'Has to be given',
      'spec.currency': 'Has to be the code of a currency, such as EUR',
      'spec.warehouses.1.code': 'Letters, digits, dot, dash, underscore; at most 40',
      'spec.owner.name': 'Has to be given',
      password: 'Has to be given',
    });
    expect(await browser.run<string>('document.activeElement.name')).toBe('spec.name');
    expect(await browser.run<string>(`document.querySelector('[name="spec.owner.login"]').value`)).toBe('ol');
    await browser.run(AXE);
    for (const scheme of ['light', 'dark'] as const) {
      await browser.scheme(scheme);
      await photograph(`first-run-refused-${scheme}`);
      expect(await browser.run<string[]>(`axe.run(document).then((r) => r.violations.map((v) => v.id))`)).toEqual([]);
    }
    await fill('Name', 'T');
    expect(Object.keys(await beside())).not.toContain('spec.name');
    await browser.run(`document.querySelector('[name="spec.warehouses.1.code"]').select()`);
    await fill('Code 2', 'MAIN');
    await fill('Your name', 'Olive');
    await fill('Password', 'too short');
    await choose('Currency', 'GBP');
    await press('Create T');
    await browser.until(`document.querySelector('[aria-invalid=true]')`);
    expect(await beside()).toEqual({ 'spec.warehouses.1.code': 'MAIN is the code of another warehouse already' });
    browser.complaints.length = 0; // The refused inputs are expected 400s.
  });

  test('the chart goes with the country until somebody chooses one', async () => {
    await choose('Country', 'DE');
    expect(await chart()).toBe('Germany, after SKR03, in German');
    await choose('Country', 'US');
    expect(await chart()).toBe('United States, with US GAAP headings');
    await choose('Chart of accounts', 'generic');
    await choose('Country', 'GB');
    expect(await chart()).toBe('General, with IFRS headings');
  });

  test('a file that cannot be opened says so where it was chosen', async () => {
    writeFileSync(join(folder, 'data', 'letter.countinghouse'), 'Dear Sir or Madam');
    await browser.goto('about:blank');
    await browser.goto(`${server.url}/#setup=${server.setupSecret()}`);
    await press('Open letter.countinghouse');
    await shows('letter.countinghouse is not a Countinghouse company. It was left untouched.');
    expect(await browser.run<boolean>(`Boolean(document.querySelector('section [role=alert]'))`)).toBe(true);
    rmSync(join(folder, 'data', 'letter.countinghouse'));
    browser.complaints.length = 0; // The refused file is an expected 422.
  });

  test('a few answers make a company, and its owner is signed in', async () => {
    await fill('Name', 'Tee and Mug Ltd');
    await choose('Country', 'GB');
    await choose('Currency', 'GBP');
    await choose('Time zone', 'Europe/London');
    await choose('Chart of accounts', 'uk');
    await choose('Cost of goods', 'average');
    await press('Add a warehouse');
    await fill('Your name', 'Olive Owner');
    await fill('Sign-in name', 'olive');
    await fill('Password', 'too short');
    await press('Create Tee and Mug Ltd');
    await shows('A password has at least 12 characters');
    expect(Object.keys(await beside())).toEqual(['password']);
    browser.complaints.length = 0; // The refused password is an expected 422.
    await fill('Password', ' but longer now');
    await press('Create Tee and Mug Ltd');
    await photograph('first-run-made');
    await arrives('Olive Owner');
    await shows('Tee and Mug Ltd');
    expect(await browser.run<string>('location.pathname')).toBe('/c/tee-and-mug-ltd/');
    const company = server.engines.get('tee-and-mug-ltd');
    const { db } = company?.store.writer ?? {};
    expect(await db?.selectFrom('warehouse').select('code').orderBy('code').execute()).toEqual([{ code: 'MAIN' }, { code: 'WH2' }]);
    expect(await db?.selectFrom('account').select('name').where('code', '=', '2100').execute()).toEqual([{ name: 'Creditors control' }]);
    expect(await db?.selectFrom('category').select('costing').execute()).toEqual([{ costing: 'average' }]);
  });

  test('with a second company the name leads to the other one', async () => {
    const response = await fetch(`${server.url}/api/setup/create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.setupSecret()}` },
      body: JSON.stringify({
        spec: {
          name: 'Second Ltd',
          currency: 'EUR',
          zone: 'Europe/Berlin',
          country: 'DE',
          warehouses: [{ code: 'BER', name: 'Berlin', country: 'DE' }],
          owner: { login: 'olive', name: 'Olive Owner' },
        },
        password: 'another long password',
      }),
    });
    expect(response.status).toBe(200);
    await browser.goto(`${server.url}/c/tee-and-mug-ltd/`);
    await browser.until(`Boolean(document.querySelector('[aria-label*="another company"]'))`);
    await browser.click('[aria-label*="another company"]');
    await browser.until(`Boolean(document.querySelector('a[href="/c/second-ltd/"]'))`);
    await browser.click('a[href="/c/second-ltd/"]');
    await arrives('Password');
    expect(await browser.run<string>('location.pathname')).toBe('/c/second-ltd/');
    browser.complaints.length = 0; // Not signed in there yet: an expected 401.
  });

  test('nothing was blocked by the content security policy and nothing threw', () => {
    expect(browser.complaints).toEqual([]);
  });
});
