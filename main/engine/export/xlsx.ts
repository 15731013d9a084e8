import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import {
  type Cell,
  letters,
  OFFICE,
  PACKAGE,
  rowXml,
  type SheetColumn,
  sheetHead,
  sheetTail,
  stylesOf,
  stylesXml,
  titlesXml,
  widthOf,
  workbookXml,
  XML,
} from './sheet-xml.ts';

/** A table as a spreadsheet program opens it: first line frozen and filtered, numbers as numbers, and a last sheet about it. */
export interface Workbook {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Rows in portions, read as the file is written. */
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>;
  /** What the last sheet says; asked for when all rows are written. */
  readonly about: (rows: number) => readonly (readonly [what: string, value: string])[];
  /** Most rows of a sheet, titles included; what a spreadsheet program takes unless a test wants fewer. */
  readonly sheetRows?: number;
}

const SHEET_ROWS_MAX = 1_048_576;
const SHEET_NAME_MAX = 31;
const ABOUT = 'About';
const ABOUT_WIDTHS = [20, 80];
/** Bytes of XML that wait to be compressed. */
const AHEAD = 256 * 1024;

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * The bytes of an XLSX file as they come. Nothing is held but the portion being written, so a file of a million rows takes no more memory
 * than one of a thousand; what one sheet does not take goes on to the next.
 */
export async function* xlsxOf(book: Workbook): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = new PassThrough();
  const sheets: { name: string; filter?: string }[] = [];
  const put = (path: string, xml: string) => zip.addBuffer(Buffer.from(xml), path);
  const rows = portions(book.pages);
  let written = 0;

  /** What comes behind the rows: known only now. */
  const finish = () => {
    put(`xl/worksheets/sheet${sheets.length + 1}.xml`, aboutXml(book.about(written)));
    sheets.push({ name: ABOUT });
    put('xl/workbook.xml', workbookXml(sheets));
    put('xl/_rels/workbook.xml.rels', workbookParts(sheets.length));
    put('xl/styles.xml', stylesXml(book.columns));
    put('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
    put('[Content_Types].xml', contentTypes(sheets.length));
    zip.end();
  };
  /** One sheet, which when it is full or the last says what comes next: sheets are put into the file one after the other. */
  async function* sheet(): AsyncGenerator<string> {
    const { columns, sheetRows = SHEET_ROWS_MAX } = book;
    const styles = stylesOf(columns);
    const titles = columns.map((c) => c.title);
    const first = await rows.take(sheetRows - 1);
    yield sheetHead(
      columns.map(({ title }, i) =>
        widthOf(
          title,
          first.map((row) => row[i] ?? null),
        ),
      ),
      true,
    );
    yield titlesXml(titles);
    let last = 1;
    for (let some = first; some.length > 0; some = await rows.take(sheetRows - last)) {
      const from = last;
      last += some.length;
      yield some.map((row, i) => rowXml(from + i + 1, row, styles)).join('');
    }
    written += last - 1;
    const filter = `A1:${letters(columns.length - 1)}${last}`;
    yield sheetTail(filter);
    sheets.push({ name: sheetName(book.name, sheets.length), filter });
    if (await rows.ended()) finish();
    else next();
  }
  const next = () => {
    // Not text portion by portion: what waits is counted in bytes.
    const xml = Readable.from(sheet(), { objectMode: false, highWaterMark: AHEAD });
    out.once('close', () => xml.destroy());
    zip.addReadStream(xml, `xl/worksheets/sheet${sheets.length + 1}.xml`);
  };

  zip.on('error', (error: Error) => out.destroy(error));
  zip.outputStream.pipe(out);
  next();
  yield* out;
}

/** Takes rows out of portions, never more than asked for and never none while there are some. */
function portions(pages: AsyncIterable<readonly (readonly Cell[])[]>) {
  const source = pages[Symbol.asyncIterator]();
  let rest: readonly (readonly Cell[])[] = [];
  const fill = async () => {
    while (rest.length === 0) {
      const { done, value } = await source.next();
      if (done) return false;
      rest = value;
    }
    return true;
  };
  return {
    async take(most: number): Promise<readonly (readonly Cell[])[]> {
      if (most <= 0 || !(await fill())) return [];
      const some = rest.slice(0, most);
      rest = rest.slice(some.length);
      return some;
    },
    ended: async () => !(await fill()),
  };
}

/** A name a spreadsheet program takes; the second sheet of the same rows says so. */
function sheetName(name: string, before: number): string {
  const plain = name.replaceAll(/[\\/?*[\]:]/g, ' ').replaceAll(/^'|'$/g, ' ');
  const behind = before === 0 ? '' : ` (${before + 1})`;
  const short = plain.slice(0, SHEET_NAME_MAX - behind.length) + behind;
  return short.toLowerCase() === ABOUT.toLowerCase() ? `${short} rows` : short;
}

const aboutXml = (lines: readonly (readonly [string, string])[]): string =>
  sheetHead(ABOUT_WIDTHS, false) + lines.map((line, i) => rowXml(i + 1, line, [])).join('') + sheetTail();

const relations = (parts: readonly (readonly [type: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${parts
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const sheetPaths = (count: number): string[] => Array.from({ length: count }, (_, i) => `worksheets/sheet${i + 1}.xml`);

const workbookParts = (count: number): string =>
  relations([...sheetPaths(count).map((path) => ['worksheet', path] as const), ['styles', 'styles.xml']]);

const contentTypes = (count: number): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${WORKBOOK}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${WORKBOOK}.styles+xml"/>${sheetPaths(
    count,
  )
    .map((path) => `<Override PartName="/xl/${path}" ContentType="${WORKBOOK}.worksheet+xml"/>`)
    .join('')}</Types>`;
