export interface Came {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** As a browser sends it back. */
  readonly cookie: string;
  readonly setCookie: string;
}
export type Visit = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Came>;

/** A request to the door at an address, as a browser sends it. */
export async function visitAt(url: string, ...[method, path, body, headers = {}]: Parameters<Visit>): Promise<Came> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const setCookie = response.headers.get('set-cookie') ?? '';
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    cookie: setCookie.split(';')[0] ?? '',
    setCookie,
  };
}
