import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** Files that are dragged onto the page; choosing them with the button is walked by keyboard in `main-job`. */
describe.skipIf(!hasBrowser)('a file of orders is dropped', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let page: string;

  beforeAll(async () => {
    shop = await openShopWindow();
    const web = { code: 'web', name: 'Web shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'on-account' };
    const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web);
    page = `/channels/${channelId}?tab=file`;
    await shop.enter(page);
    await shop.shows('Choose a file');
  });
  afterAll(() => shop?.close());

  const drag = (event: string, files: Readonly<Record<string, string>>) =>
    shop.browser.run(`(() => {
      const dataTransfer = new DataTransfer();
      for (const [name, content] of ${JSON.stringify(Object.entries(files))}) dataTransfer.items.add(new File([content], name));
      document.querySelector('.drop').dispatchEvent(new DragEvent('${event}', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
  const marked = () => shop.browser.until(`document.querySelector('.drop.over')`);

  test('where it may be dropped is marked while it is held there', async () => {
    await drag('dragover', {});
    await marked();
    await drag('dragleave', {});
    await shop.browser.until(`!document.querySelector('.drop.over')`);
    expect(await shop.shows('Choose a file')).toBe(true);
  });

  test('one that is no table is refused in words, and so are two at once', async () => {
    await drag('drop', { 'orders.pdf': '%PDF-1.7' });
    expect(await shop.shows('orders.pdf is no table in a text file.')).toBe(true);
    await drag('drop', { 'a.csv': HEAD, 'b.csv': HEAD });
    await shop.browser.until(`!document.querySelector('main').innerText.includes('orders.pdf')`);
    expect(await shop.browser.run<string>(`document.querySelector('.drop [role=alert]').innerText`)).toContain('2');
  });

  test('one dropped the moment the place is there is taken, however busy the page is', async () => {
    await shop.go('/channels');
    expect(await shop.shows('Web shop')).toBe(true);
    // An observer hears of the element before the page has run anything that waits for its painting.
    await shop.browser.run(`new MutationObserver((_, watching) => {
      const place = document.querySelector('.drop');
      if (!place) return;
      watching.disconnect();
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['%PDF-1.7'], 'early.pdf'));
      place.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }).observe(document, { childList: true, subtree: true })`);
    await shop.go(page);
    expect(await shop.shows('early.pdf is no table in a text file.')).toBe(true);
  });

  test('a sound one says what it holds', async () => {
    await drag('drop', { 'orders.csv': `${HEAD}\n536365,TEE,Tee,2,2026-01-05 09:00:00,12.00,12345.0,United Kingdom\n` });
    expect(await shop.shows('What orders.csv holds')).toBe(true);
    expect(shop.browser.complaints).toEqual([]);
  });
});
