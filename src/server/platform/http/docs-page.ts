import { errorCodes, errorRegistry } from '../errors/registry.ts';
import type { OpenApiDocument, Operation } from './openapi-document.ts';

type Addresses = { readonly style: string; readonly document: string };

/** Writes the page on which people read the API. Plain HTML, so that it needs no script at all. */
export function docsPage(document: OpenApiDocument, addresses: Addresses): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => tagOf(operation)))].toSorted();
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => tagOf(operation) === tag);
    const articles = own.map((each) => operationArticle(each.method, each.path, each.operation));
    return `<section><h2 id="${escape(tag)}">${escape(tag)}</h2>${articles.join('')}</section>`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${escape(name)}"><summary><code>${escape(name)}</code></summary>${json(schema)}</details>`,
  );
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(document.info.title)} API</title>
<link rel="stylesheet" href="${addresses.style}">
</head>
<body>
<nav aria-label="Contents"><ul>
${tags.map((tag) => `<li><a href="#${escape(tag)}">${escape(tag)}</a></li>`).join('')}
<li><a href="#errors">errors</a></li><li><a href="#schemas">schemas</a></li>
</ul></nav>
<main>
<h1>${escape(document.info.title)} API ${escape(document.info.version)}</h1>
<p>${inline(document.info.description)}</p>
<p><a href="${addresses.document}">OpenAPI ${escape(document.openapi)} document</a></p>
${sections.join('\n')}
<section><h2 id="errors">errors</h2>${errorTable()}</section>
<section><h2 id="schemas">schemas</h2>${schemas.join('\n')}</section>
</main>
</body>
</html>
`;
}

function tagOf(operation: Operation): string {
  return operation.tags[0] ?? 'other';
}

function operationArticle(method: string, path: string, operation: Operation): string {
  const parameters = operation.parameters.map(
    (each) =>
      `<li><code>${escape(each.name)}</code> in ${escape(each.in)}${each.required === true ? ', required' : ''}</li>`,
  );
  const errors = operation['x-errors'].map(
    (code) => `<a href="#error-${escape(code)}"><code>${escape(code)}</code></a>`,
  );
  const answers = Object.entries(operation.responses).filter(([status]) => status !== 'default');
  const scope = operation['x-scope'];
  return `<article>
<h3><span class="method">${escape(method.toUpperCase())}</span> <code>${escape(path)}</code></h3>
<p>${inline(operation.summary)}</p>
<p class="facts">Permission: <code>${escape(operation['x-permission'])}</code>. API key: ${
    scope === null ? 'none' : `<code>${escape(scope)}</code>`
  }.</p>
${parameters.length > 0 ? `<ul>${parameters.join('')}</ul>` : ''}
${operation.requestBody ? `<details><summary>Request</summary>${json(operation.requestBody.content)}</details>` : ''}
${answers.map(([status, answer]) => `<details><summary>Answer ${escape(status)}</summary>${json(answer.content ?? null)}</details>`).join('')}
${errors.length > 0 ? `<p class="facts">Also answers ${errors.join(', ')}.</p>` : ''}
</article>`;
}

function errorTable(): string {
  const rows = errorCodes.map((code) => {
    const { status, when, wayOut } = errorRegistry[code];
    return `<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${inline(when)}</td><td>${inline(wayOut)}</td></tr>`;
  });
  return `<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">When</th><th scope="col">Way out</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function json(value: unknown): string {
  return `<pre tabindex="0">${escape(JSON.stringify(value, null, 2))}</pre>`;
}

/** Text with `code` in backticks. */
function inline(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export const docsStyle = `
:root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif; }
body { margin: 0; display: grid; grid-template-columns: 12rem minmax(0, 1fr); }
nav { position: sticky; inset-block-start: 0; block-size: 100vh; overflow: auto; padding: 1rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
main { padding: 1rem 2rem; max-inline-size: 60rem; }
article { border-block-start: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
h3 { font-size: 1rem; margin-block-end: 0.25rem; }
.method { font-weight: 700; }
.facts { font-size: 0.9rem; }
pre { overflow: auto; padding: 0.75rem; background: color-mix(in srgb, currentcolor 7%, transparent); }
table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.6rem; }
tbody tr { border-block-start: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
tr:target { background: color-mix(in srgb, highlight 25%, transparent); }
@media (max-width: 45rem) { body { display: block; } nav { position: static; block-size: auto; } }
`;
