import type { OperationDef } from '../../preload/contract/operation.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A plain page that lists what can be asked: for people who were given an address and a token. */
export function operationsPage(company: string, prefix: string, defs: readonly OperationDef[]): string {
  const rows = [...defs]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      (d) =>
        `<tr><td><code>POST ${prefix}/${d.name.replace('.', '/')}</code><td>${d.kind}<td><code>${escape(d.permission)}</code><td>${escape(d.summary)}`,
    );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(company)}: operations</title>
<style>body{font:14px system-ui;margin:2rem}td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}</style>
<h1>${escape(company)}</h1>
<p>Every operation takes a bearer token and a JSON body: commands <code>{"commandId", "input", "expect"?, "dryRun"?, "confirm"?}</code>,
queries <code>{"input"}</code>. The schemas are in <a href="${prefix}/openapi.json">openapi.json</a>, news in <code>GET ${prefix}/events</code>.</p>
<table><tr><th>Operation<th>Kind<th>Permission<th>What it does${rows.join('\n')}</table></html>`;
}
