import { createHash } from 'node:crypto';
import type { RuleInfo, Severity } from '../../shared/model/finding.ts';
import {
  incompleteSentences,
  lintExitCode,
  whereText,
  type LintFinding,
  type LintReport,
} from './lint-report.ts';

const INFORMATION = 'https://modelcontextprotocol.io/specification/2026-07-28';

/**
 * The report as SARIF 2.1.0. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function lintSarif(report: LintReport): object {
  const infos = rulesOf(report);
  const indexOf = new Map(infos.map(({ id }, index) => [id, index]));
  const results = report.rules.flatMap(({ info, found }) =>
    found.map((entry) => resultOf(entry, info.id, indexOf.get(info.id) ?? -1, report)),
  );
  const problems = incompleteSentences(report);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'hopscope',
            version: report.version,
            informationUri: INFORMATION,
            rules: infos.map(descriptorOf),
          },
        },
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            exitCode: lintExitCode(report),
            toolExecutionNotifications: problems.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

/** Those that were held against the exchanges, and those of the findings that are not listed. */
function rulesOf({ checked, rules }: LintReport): readonly RuleInfo[] {
  const known = new Set(checked.map(({ id }) => id));
  return [...checked, ...rules.map(({ info }) => info).filter(({ id }) => !known.has(id))];
}

function descriptorOf({ id, title, checks, spares, severity, side, era, link, fix }: RuleInfo): object {
  return {
    id,
    shortDescription: { text: title },
    ...(checks !== '' && { fullDescription: { text: `${checks} Left alone: ${spares}` } }),
    ...(link !== undefined && { helpUri: link }),
    ...(fix !== '' && { help: { text: fix } }),
    defaultConfiguration: { level: severity },
    properties: { side, era },
  };
}

function resultOf(entry: LintFinding, ruleId: string, ruleIndex: number, report: LintReport): object {
  const { finding, instance, exchange } = entry;
  const name = instance === '' ? 'gateway' : instance;
  const place = finding.pointer === undefined ? '' : `/${finding.pointer}`;
  return {
    ruleId,
    ruleIndex,
    level: finding.severity satisfies Severity,
    message: { text: messageOf(entry) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: artifactOf(entry, report) } },
        logicalLocations: [
          { name, kind: 'module', fullyQualifiedName: `${name}/${String(exchange)}${place}` },
        ],
      },
    ],
    partialFingerprints: { 'hopscope/v1': fingerprintOf(entry, ruleId) },
    properties: {
      exchange,
      instance: name,
      side: finding.side,
      ...(finding.pointer !== undefined && { place: finding.pointer }),
    },
  };
}

function messageOf(entry: LintFinding): string {
  const { message, expected, found } = entry.finding;
  return [
    `${whereText(entry)}: ${message}`,
    ...(expected === undefined ? [] : [`Expected: ${expected}.`]),
    ...(found === undefined ? [] : [`Found: ${found}.`]),
  ].join(' ');
}

/** The capture where there is one, else the server. */
function artifactOf({ instance }: LintFinding, { capture, instances }: LintReport): string {
  if (capture !== undefined) {
    const path = capture.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
    // A drive's letter would be read as a scheme.
    return path.replace(/^([A-Za-z])%3A\//, 'file:///$1:/');
  }
  const url = instances.find(({ name }) => name === instance)?.url;
  return url !== undefined && /^https?:/.test(url) ? url : encodeURIComponent(instance);
}

/** The same for the same fault in another run: numbers of exchanges and what stood there may be others then. */
function fingerprintOf({ instance, method, name, step, finding }: LintFinding, ruleId: string): string {
  const parts = [ruleId, instance, method, name, step ?? '', finding.pointer ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
