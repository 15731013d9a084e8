import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../main/connectors/csv/index.ts';
import { accepted, file, HEADER, orders, refusal, row, source } from './kit.ts';

const TITLE = 'Caf\u00e9 \u00a310 \u20ac5';
const BODY = file(HEADER, row({ title: TITLE }), row({ sku: '71053' }));

/** Windows-1252 and Latin-9 differ from Latin-1 in the euro sign only, as far as these texts go. */
function singleByte(text: string, euro: number): Buffer {
  return Buffer.from(Array.from(text, (char) => (char === '\u20ac' ? euro : char.charCodeAt(0))));
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Buffer {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('encodings', () => {
  const cases: [name: string, bytes: Buffer, legacy: 'windows-1252' | 'iso-8859-15' | 'iso-8859-1' | null, read: string][] = [
    ['UTF-8', Buffer.from(BODY), null, 'utf-8'],
    ['UTF-8 with mark', Buffer.from(`\ufeff${BODY}`), null, 'utf-8'],
    ['UTF-16LE with mark', utf16(BODY, false, true), null, 'utf-16le'],
    ['UTF-16BE with mark', utf16(BODY, true, true), null, 'utf-16be'],
    ['Windows-1252 as agreed', singleByte(BODY, 0x80), 'windows-1252', 'windows-1252'],
    ['ISO-8859-15 as agreed', singleByte(BODY, 0xa4), 'iso-8859-15', 'iso-8859-15'],
  ];
  test.each(cases)('%s keeps every letter, however the bytes arrive', async (_, bytes, legacyEncoding, encoding) => {
    for (const chunk of [1, 7, 65_536]) {
      const result = await accepted(source(bytes, chunk), { legacyEncoding });
      expect(result.encoding).toBe(encoding);
      expect(orders(result)[0]?.lines[0]?.title).toBe(TITLE);
    }
  });

  test('real ISO-8859-1 is not read as Windows-1252', async () => {
    const bytes = Buffer.from(file(HEADER, row({ title: 'Gar\u00e7on' })), 'latin1');
    const result = await accepted(source(bytes), { legacyEncoding: 'iso-8859-1' });
    expect(orders(result)[0]?.lines[0]?.title).toBe('Gar\u00e7on');
  });

  test('an encoding nobody agreed is refused with the line of the first foreign byte', async () => {
    const bytes = singleByte(file(HEADER, row(), row({ sku: '71053', title: TITLE })), 0x80);
    for (const chunk of [1, 65_536]) {
      expect(await refusal(source(bytes, chunk), { legacyEncoding: null })).toEqual({
        reason: 'bad-encoding',
        line: 3,
      });
    }
  });

  test('bytes the agreed encoding does not define are refused, not passed on as control characters', async () => {
    const bytes = Buffer.from(file(HEADER, row({ title: 'A\u0081\u00e9' })), 'latin1');
    expect(await refusal(source(bytes))).toMatchObject({ reason: 'bad-encoding' });
  });

  test('UTF-16 without a mark is named as such', async () => {
    expect(await refusal(source(utf16(BODY, false, false)))).toEqual({ reason: 'utf16-without-mark', line: null });
  });

  test('UTF-16 that ends inside a character is refused', async () => {
    expect(await refusal(source(utf16(BODY, false, true).subarray(0, -1)))).toMatchObject({ reason: 'bad-encoding' });
  });

  test('zero characters are refused with their line', async () => {
    expect(await refusal(source(file(HEADER, row(), row({ title: 'A\0B' }))))).toEqual({
      reason: 'nul-characters',
      line: 3,
    });
  });
});

describe('structure: one defect refuses the whole file and names its line', () => {
  const cases: [name: string, content: string, reason: string, line: number | null][] = [
    ['nothing at all', '', 'empty', null],
    ['a header and no rows', file(HEADER), 'empty', null],
    ['a short row inside', file(HEADER, row(), '536366,71053,LANTERN', row()), 'field-count', 3],
    ['a long row inside', file(HEADER, `${row()},extra`, row()), 'field-count', 2],
    ['a last row with too few cells', file(HEADER, row(), '536366,71053,LANTERN'), 'truncated', 3],
    ['a last row cut inside its last cell', file(HEADER, row()) + row().slice(0, -4), 'truncated', 3],
    ['a last row cut inside a quoted cell', `${file(HEADER, row())}536366,71053,"LANT`, 'quote-not-closed', 3],
    ['a quote inside a bare cell', file(HEADER, row(), row({ title: 'WHITE 6" LANTERN' })), 'bad-quote', 3],
    ['a quote not doubled', file(HEADER, row({ title: '"WHITE "6 LANTERN"' })), 'bad-quote', 2],
    ['a quote never closed', file(HEADER, row(), row({ title: '"WHITE' }), row(), row()), 'quote-not-closed', 3],
    ['a blank line between rows', file(HEADER, row(), '', row()), 'field-count', 3],
    ['a missing column', file(HEADER.replace('StockCode', 'Colour'), row()), 'missing-column', 1],
    ['two columns of one name', file(HEADER.replace('Description', ' stockcode '), row()), 'duplicate-column', 1],
    ['two names of one column', file(`${HEADER},Price`, `${row()},2.55`), 'duplicate-column', 1],
    ['a header without delimiter', file('InvoiceNo StockCode', row()), 'delimiter-unclear', 1],
    ['two delimiters in the header', file('InvoiceNo,StockCode;Quantity', row()), 'delimiter-unclear', 1],
  ];
  test.each(cases)('%s', async (_, content, reason, line) => {
    for (const chunk of [1, 13, 65_536]) {
      expect(await refusal(source(content, chunk))).toEqual({ reason, line });
    }
  });

  test('a defect after line breaks inside cells is named by its line in a text editor', async () => {
    const content = `${file(HEADER, row({ title: '"TWO\r\nLINES\rOR\nFOUR"' }))}${file(row({ title: 'A"B' }))}`;
    expect(await refusal(source(content))).toEqual({ reason: 'bad-quote', line: 6 });
  });

  test('nothing of a file is delivered when only its last row is damaged', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => row({ order: String(500_000 + index) }));
    expect(await refusal(source(file(HEADER, ...rows, '536366,71053')))).toEqual({ reason: 'truncated', line: 3002 });
  });

  test('limits on size, rows, cell and record hold', async () => {
    const limits = { ...DEFAULT_LIMITS, maxBytes: 5000, maxRows: 3, maxFieldLength: 100, maxRecordBytes: 1000 };
    const long = 'X'.repeat(101);
    expect(await refusal(source(file(HEADER, row(), row({ title: long }))), { limits })).toEqual({
      reason: 'field-too-large',
      line: 3,
    });
    expect(await refusal(source(file(HEADER, row({ title: 'X'.repeat(2000) }))), { limits })).toMatchObject({
      reason: 'row-too-large',
    });
    expect(await refusal(source(file(HEADER, row(), row(), row(), row())), { limits })).toMatchObject({
      reason: 'too-many-rows',
    });
    expect(await refusal(source(file(HEADER, ...Array<string>(100).fill(row()))), { limits: { ...limits, maxRows: 1e6 } })).toMatchObject({
      reason: 'too-large',
    });
  });

  test('a quote that swallows the rest of a large file is found in bounded memory', async () => {
    const content = file(HEADER, row({ title: '"OPEN' }), ...Array<string>(2000).fill(row()));
    const limits = { ...DEFAULT_LIMITS, maxRecordBytes: 10_000 };
    expect(await refusal(source(content, 4096), { limits })).toEqual({ reason: 'row-too-large', line: 2 });
  });
});

describe('what is fine', () => {
  test('reordered columns, aliases, case and blanks in the header, unknown columns told once', async () => {
    const content = file(
      'Country; price ;COLOUR;Customer ID;invoice;stockcode;Description;Quantity;InvoiceDate',
      'France;2.55;red;12583.0;536370;22728;ALARM CLOCK;24;2010-12-01 08:45:00',
    );
    const result = await accepted(source(content));
    expect(result).toMatchObject({ delimiter: ';', warnings: ['columns not used: COLOUR'] });
    expect(orders(result)).toMatchObject([
      {
        externalId: '536370',
        customer: { externalId: '12583', country: 'FR' },
        lines: [{ sku: '22728', amountMinor: 6120 }],
      },
    ]);
  });

  test('the same order has the same hash whatever the column order, and another once a cell differs', async () => {
    const [a] = orders(await accepted(source(file(HEADER, row()))));
    const [b] = orders(
      await accepted(
        source(
          file(
            'Country,InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID',
            'United Kingdom,536365,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850.0',
          ),
        ),
      ),
    );
    const [c] = orders(await accepted(source(file(HEADER, row({ quantity: '7' })))));
    expect(b?.rawHash).toBe(a?.rawHash);
    expect(c?.rawHash).not.toBe(a?.rawHash);
  });

  test('CR, LF and CRLF in one file, doubled quotes, delimiters and line breaks inside quotes, blank lines at the end', async () => {
    const content =
      `${HEADER}\r\n${row({ title: '"6"" ""LANTERN"", RED"' })}\r${row({ sku: '71053', title: '"A\r\nB"' })}\n` +
      `${row({ sku: '22752' })}\r\n\r\n\n`;
    for (const chunk of [1, 2, 3, 65_536]) {
      const [order] = orders(await accepted(source(content, chunk)));
      expect(order?.lines.map((line) => line.title)).toEqual(['6" "LANTERN", RED', 'A\r\nB', 'WHITE HEART']);
      expect(order?.rowNumbers).toEqual([2, 3, 5]);
    }
  });

  test('decimal comma and thousands by contract', async () => {
    const numbers = {
      decimal: ',',
      thousands: '.',
      trailingMinus: true,
      parentheses: true,
      currencySymbols: ['\u00a3'],
    } as const;
    const content = file(HEADER.replaceAll(',', ';'), row({ price: '\u00a3 1#234#5' }).replaceAll(',', ';').replace('1#234#5', '1.234,5'));
    const [order] = orders(await accepted(source(content), { numbers }));
    expect(order?.lines[0]).toMatchObject({ unitPriceMicros: 1_234_500_000, amountMinor: 740_700 });
  });

  test('a last line without line end where the partner agreed to it', async () => {
    const content = `${HEADER}\n${row()}`;
    expect(orders(await accepted(source(content), { finalNewline: 'optional' }))).toHaveLength(1);
  });

  test('a source that changes between the two readings is not believed', async () => {
    let opened = 0;
    const changing = {
      name: 'changing.csv',
      open() {
        opened += 1;
        return source(file(HEADER, row({ quantity: String(opened) }))).open();
      },
    };
    await expect(accepted(changing)).rejects.toThrow('changed between inspection and reading');
  });
});
