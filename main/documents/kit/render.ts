import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';

/** Roboto comes with pdfmake; it has Latin, Greek and Cyrillic letters. */
const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/fonts/Roboto.js')), 'Roboto');
const face = (name: string) => join(folder, `Roboto-${name}.ttf`);
const roboto = { normal: face('Regular'), bold: face('Medium'), italics: face('Italic'), bolditalics: face('MediumItalic') };
const fonts = Object.values(roboto);
pdfmake.setFonts({ Roboto: roboto });
// A document is made of what it is given: it loads nothing from the network, and from the disk its own fonts only.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fonts.includes(path));

/** The bytes of a PDF. */
export const renderPdf = (definition: TDocumentDefinitions): Promise<Buffer> => pdfmake.createPdf(definition).getBuffer();
