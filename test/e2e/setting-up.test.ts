import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** What a company sets up once and changes now and then, from its screens alone. */
describe.skipIf(!hasBrowser)('setting a company up', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;

  beforeAll(async () => {
    shop = await openShopWindow({ warehouses: [{ code: 'LON', name: 'London', country: 'GB' }] });
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    await shop.dispatch('inventory.receiveStock', {
      warehouseId: rows[0]?.id,
      lines: [{ sku: 'TEE', qty: 12, unitCostMicros: 4_000_000 }],
    });
    await shop.enter('/settings');
  });
  afterAll(() => shop?.close());

  /** Writes into a field of the open dialog, or of the page, or chooses there. */
  const say = async (name: string, text: string, within = '[role=dialog]') => {
    const field = `${within} [name=${name}]`;
    await shop.browser.until(`document.querySelector(${JSON.stringify(field)})`);
    await shop.browser.run(`(() => {
      const field = document.querySelector(${JSON.stringify(field)});
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, ${JSON.stringify(text)});
      field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    })()`);
  };
  /** Looks at what the open dialog would do, and does it. */
  const doIt = async (verb: string) => {
    await shop.browser.press('Control+Enter');
    await shop.confirm(verb);
  };
  /** Follows the link that says this, once it is there. */
  const follow = (text: string) =>
    shop.browser.until(`(() => {
      const link = [...document.querySelectorAll('main a, .room-nav a')].find((a) => a.textContent === ${JSON.stringify(text)});
      link?.click();
      return Boolean(link);
    })()`);
  /** A row of the table in view as a person reads it. */
  const row = (beginning: string) =>
    shop.browser.run<string>(
      `[...document.querySelectorAll('main tr')].map((r) => r.innerText.replaceAll(/\\s+/g, ' ')).find((r) => r.startsWith(${JSON.stringify(beginning)})) ?? ''`,
    );

  test('a warehouse is added from Settings, and each figure of it leads to its rows', async () => {
    await follow('Warehouses');
    // How a warehouse delivers is a question of its own, answered a moment later.
    expect(await shop.shows('1 step')).toBe(true);
    expect(await row('LON')).toBe('LON London United Kingdom 1 step 2 12 LON, LON-Q 48.00');
    await shop.press('Add warehouse');
    await say('code', 'GLA');
    await say('name', 'Glasgow');
    await say('country', 'gb');
    await doIt('Add warehouse');
    await shop.shows('Glasgow');
    await shop.browser.until(
      `[...document.querySelectorAll('main tr')].some((r) => r.innerText.startsWith('GLA') && r.innerText.includes('1 step'))`,
    );
    expect(await row('GLA')).toBe('GLA Glasgow United Kingdom 1 step 2 0 GLA, GLA-Q 0.00');
    expect(await row('All')).toContain('4 12 48.00');
    await follow('Glasgow');
    await say('name', 'Glasgow docks');
    await doIt('Rename GLA');
    await shop.shows('Glasgow docks');
    await shop.browser.until(`!location.hash.includes('change')`);
    await follow('12');
    await shop.shows('LON-STOCK');
  });

  test('a backup every night is scheduled, runs at once by a button, says what came of it, and is switched off', async () => {
    await shop.go('/schedules');
    await shop.shows('Housekeeping');
    expect(await row('Housekeeping')).toContain('engine.housekeeping Every day at 03:30 AM Europe/London');
    await follow('Add schedule');
    await say('jobKind', 'engine.backup', 'main');
    await say('id', 'engine.housekeeping', 'main');
    await say('time', '02:15', 'main');
    await shop.browser.press('Control+Enter');
    await shop.shows('There is a schedule of this name already');
    await say('id', 'backup', 'main');
    await shop.browser.press('Control+Enter');
    await shop.confirm('Save schedule');
    await shop.shows('Every day at 02:15 AM');
    expect(await row('Backup')).toContain('Has not run yet');
    await follow('Backup');
    await shop.press('Start now');
    await shop.browser.until(`document.querySelector('[role=dialog] form')`);
    await shop.confirm('Start now');
    await shop.browser.until(`[...document.querySelectorAll('dd a')].some((a) => a.textContent === 'Done')`);
    expect((await shop.ask<{ rows: unknown[] }>('engine.listBackups', {})).rows).toHaveLength(1);
    await shop.press('Switch off');
    await shop.browser.until(`document.querySelector('[role=dialog] form')`);
    await shop.confirm('Switch off');
    await shop.browser.until(`[...document.querySelectorAll('main button')].some((b) => b.textContent === 'Switch on')`);
    await follow('Schedules');
    await shop.browser.until(`[...document.querySelectorAll('main tr')].some((r) => /^Backup.*Off$/s.test(r.innerText.trim()))`);
  });

  test('categories, units and tax classes are added, and changed by their names', async () => {
    await shop.go('/catalogue');
    await shop.press('Add unit');
    await say('code', 'kg');
    await say('name', 'Kilogram');
    await say('steps', '1000');
    await doIt('Add unit');
    await shop.browser.until(`[...document.querySelectorAll('main td')].some((c) => c.innerText === '1,000')`);
    await follow('kg');
    await say('name', 'Kilo');
    await doIt('Change unit kg');
    await shop.browser.until(`[...document.querySelectorAll('main td')].some((c) => c.innerText === 'Kilo')`);
    await shop.press('Add tax class');
    await say('code', 'books');
    await say('name', 'Books');
    await doIt('Add tax class');
    await follow('Goods');
    await say('name', 'Clothes');
    await say('costing', 'average');
    await doIt('Change category Goods');
    await shop.browser.until(`[...document.querySelectorAll('main td')].some((c) => c.innerText === 'Clothes')`);
    const { rows } = await shop.ask<{ rows: unknown[] }>('catalog.listCategories', {});
    expect(rows).toMatchObject([{ name: 'Clothes', costing: 'average' }]);
    expect((await shop.ask<{ rows: unknown[] }>('catalog.listTaxClasses', {})).rows).toContainEqual({ code: 'books', name: 'Books' });
  });

  test('the letterhead is kept as it was typed, and a bank without an IBAN is asked about', async () => {
    await shop.go('/letterhead');
    await say('line1', '12 Mill Lane', 'main');
    await say('taxNumber', 'GB123', 'main');
    await say('bankName', 'Mill Bank', 'main');
    await shop.browser.press('Control+Enter');
    await shop.shows('A bank has a name and an IBAN');
    await say('iban', 'GB33BUKB20201555555555', 'main');
    await shop.browser.press('Control+Enter');
    await shop.confirm('Save letterhead');
    await shop.browser.until(`!document.querySelector('.effects')`);
    expect(await shop.ask('documents.getLetterhead', {})).toMatchObject({
      address: ['12 Mill Lane'],
      taxNumber: 'GB123',
      bank: { name: 'Mill Bank', iban: 'GB33BUKB20201555555555' },
    });
  });

  test('what was refused and must be remembered is found, with who tried it', async () => {
    const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>(
      'inventory.listWarehouses',
      {},
    );
    const [from, to] = rows[0]?.locations ?? [];
    const tooMany = { fromLocationId: from?.id, toLocationId: to?.id, lines: [{ sku: 'TEE', qty: 500 }] };
    await expect(shop.dispatch('inventory.transferStock', tooMany)).rejects.toMatchObject({ code: expect.any(String) });
    await shop.go('/incidents');
    await shop.shows('What is known of it');
    await shop.browser.until(`[...document.querySelectorAll('main tr')].some((r) => r.innerText.includes('Countinghouse'))`);
  });

  test('the browser has nothing to complain about', () => expect(shop.browser.complaints).toEqual([]));
});
