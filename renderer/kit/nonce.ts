/** The nonce of this page: the content security policy lets only styles through that carry it. */
export const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
