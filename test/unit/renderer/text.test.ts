import { describe, expect, it } from 'vitest';
import { texts } from '../../../renderer/kit/text.ts';

describe('the sentences of a screen', () => {
  const t = texts('test.one', {
    title: 'Orders',
    rows_one: '{{count, number}} row',
    rows_other: '{{count, number}} rows',
    of: 'Invoice of {{name}}',
  });

  it('follow the plural and write numbers as the locale does', () => {
    expect(t('title')).toBe('Orders');
    expect(t('rows', { count: 1 })).toBe('1 row');
    expect(t('rows', { count: 25_000 })).toBe(`${new Intl.NumberFormat().format(25_000)} rows`);
  });

  it('show a name as it is spelled, because React escapes it', () => {
    expect(t('of', { name: 'Müller & Söhne <GmbH>' })).toBe('Invoice of Müller & Söhne <GmbH>');
  });

  it('stay apart from those of another screen', () => {
    const other = texts('test.two', { title: 'Stock' });
    expect([t('title'), other('title')]).toEqual(['Orders', 'Stock']);
  });
});
