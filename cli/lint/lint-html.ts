import { escapeMarkup } from '../../shared/model/escape-markup.ts';
import {
  incompleteSentences,
  summaryText,
  whereText,
  type LintFinding,
  type LintReport,
  type RuleReport,
} from './lint-report.ts';

/** Findings of one rule that are written out; all are counted. */
const MOST_WRITTEN = 100;

/** No script, nothing fetched: one file that can be sent to anybody. */
const STYLE = `
:root { color-scheme: light dark; --line: #8884; --dim: #777; --error: #c92a2a; --warning: #b35c00; --note: #1864ab; }
@media (prefers-color-scheme: dark) { :root { --dim: #999; --error: #ff8787; --warning: #ffc078; --note: #74c0fc; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 0; }
table { border-collapse: collapse; margin: 1rem 0; } th, td { text-align: left; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid var(--line); } td.number, th.number { text-align: right; }
section { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: 1rem 0; }
code { font-family: ui-monospace, monospace; font-size: .875em; overflow-wrap: anywhere; }
.dim { color: var(--dim); } .error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: 0 0 .5rem; } dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; } ol { padding-left: 1.25rem; } li { margin: .5rem 0; }
`;

/** The report as one self-contained page. What servers wrote is escaped. */
export function lintHtml(report: LintReport): string {
  const problems = incompleteSentences(report).map((text) => `<p class="error">${escapeMarkup(text)}</p>`);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>MCP specification check</title>',
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<h1>MCP specification check</h1>',
    `<p>${escapeMarkup(summaryText(report))}</p>`,
    ...problems,
    instancesTable(report),
    ...report.rules.map(ruleSection),
    `<p class="dim">Written by Hopscope ${escapeMarkup(report.version)}.</p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function instancesTable({ instances }: LintReport): string {
  if (instances.length === 0) return '';
  const rows = instances.map(
    ({ name, url, era, exchanges }) =>
      `<tr><td>${escapeMarkup(name)}</td><td>${url === undefined ? '' : code(url)}</td><td>${era ?? ''}</td><td class="number">${String(exchanges)}</td></tr>`,
  );
  return [
    '<table>',
    '<thead><tr><th>Instance</th><th>Address</th><th>Era</th><th class="number">Exchanges</th></tr></thead>',
    `<tbody>${rows.join('\n')}</tbody>`,
    '</table>',
  ].join('\n');
}

function ruleSection({ info, severity, count, instances, found }: RuleReport): string {
  const names = Object.entries(instances).map(
    ([name, times]) => `${name === '' ? 'the gateway' : name} ×${String(times)}`,
  );
  const left = count - Math.min(count, MOST_WRITTEN);
  const link = info.link ?? found[0]?.finding.link;
  return [
    '<section>',
    `<h2><span class="${severity}">${severity}</span> ${escapeMarkup(info.title)}</h2>`,
    `<p class="dim">${code(info.id)} ${escapeMarkup(names.join(', '))}</p>`,
    info.fix === '' ? '' : `<p><strong>Fix:</strong> ${escapeMarkup(info.fix)}</p>`,
    link === undefined ? '' : `<p>${anchor(link)}</p>`,
    `<ol>${found.slice(0, MOST_WRITTEN).map(findingItem).join('\n')}</ol>`,
    left > 0 ? `<p class="dim">and ${String(left)} more</p>` : '',
    '</section>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function findingItem(entry: LintFinding): string {
  const { pointer, message, expected, found } = entry.finding;
  const facts = [
    ['expected', expected],
    ['found', found],
  ] as const;
  const list = facts.flatMap(([term, value]) =>
    value === undefined ? [] : [`<dt>${term}</dt><dd>${code(value)}</dd>`],
  );
  const place = pointer === undefined ? '' : ` at ${code(pointer)}`;
  return `<li><div class="dim">${escapeMarkup(whereText(entry))}${place}</div>${escapeMarkup(message)}${list.length === 0 ? '' : `<dl>${list.join('')}</dl>`}</li>`;
}

function code(text: string): string {
  return `<code>${escapeMarkup(text)}</code>`;
}

/** Only what leads to a page is a link. */
function anchor(link: string): string {
  const text = escapeMarkup(link);
  return /^https:\/\//.test(link) ? `<a href="${text}" rel="noreferrer">${text}</a>` : text;
}
