/** How contents begin, by media type; kinds without a beginning of their own are texts. */
const SIGNATURES: Readonly<Record<string, readonly (string | readonly number[])[]>> = {
  'application/pdf': ['%PDF-'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['PK\u0003\u0004'],
  'application/zip': ['PK\u0003\u0004', 'PK\u0005\u0006'],
  'image/jpeg': [[0xff, 0xd8, 0xff]],
  'image/png': [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  'image/webp': ['RIFF'],
};
/** Bytes that decide; of a text they must hold no NUL. */
export const SIGNATURE_BYTES = 512;

/** Whether a content that begins like this can be of a media type. UTF-16 texts are not taken: nothing here reads them. */
export function looksLike(mediaType: string, head: Uint8Array): boolean {
  const signatures = SIGNATURES[mediaType];
  if (!signatures) return !head.subarray(0, SIGNATURE_BYTES).includes(0);
  return signatures.some((s) => {
    const bytes = typeof s === 'string' ? Buffer.from(s, 'latin1') : Buffer.from(s);
    return Buffer.from(head.subarray(0, bytes.length)).equals(bytes);
  });
}
