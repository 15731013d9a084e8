import { extractText, getDocumentProxy } from 'unpdf';

/** Text of every page of a PDF, as a reader program finds it, blanks and line ends as one blank. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((page) => page.replaceAll(/[\s\u00a0]+/g, ' '));
}
