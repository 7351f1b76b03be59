import { describe, expect, it } from 'vitest';
import { lintSarif } from '../../../../cli/lint/lint-sarif.ts';
import { sampleReport } from './sample-report.ts';

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] };
    };
    readonly invocations: readonly object[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
        readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

function written(part = {}) {
  const sarif = JSON.parse(JSON.stringify(lintSarif(sampleReport(part)))) as Sarif;
  const [run] = sarif.runs;
  if (!run) throw new Error('a log without a run');
  return { sarif, run };
}

describe('the SARIF log', () => {
  it('names the rules, with findings or without, and each result points at its own', () => {
    const { sarif, run } = written();
    expect(sarif).toMatchObject({ version: '2.1.0' });
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual([
      'result.result-type-missing',
      'meta.server-info-missing',
      'http.no-post',
    ]);
    expect(run.results).toHaveLength(3);
    for (const { ruleId, ruleIndex } of run.results)
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(run.results.map(({ level }) => level)).toEqual(['error', 'error', 'warning']);
    expect(run.invocations).toEqual([
      { executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [] },
    ]);
  });

  it('places a finding in its exchange, and says what stands there', () => {
    const [first] = written().run.results;
    expect(first?.message.text).toBe(
      '#7 tools/list, a foreign Origin: The result has no resultType. Expected: "complete". Found: no resultType.',
    );
    expect(first?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'http://127.0.0.1:1/mcp' } },
        logicalLocations: [{ name: 'alpha', kind: 'module', fullyQualifiedName: 'alpha/7/event:0:/result' }],
      },
    ]);
  });

  it.each([
    ['my runs/monday.hopscope', 'my%20runs/monday.hopscope'],
    ['/srv/a:b.hopscope', '/srv/a%3Ab.hopscope'],
    ['C:\\runs\\a.hopscope', 'file:///C:/runs/a.hopscope'],
  ])('writes the capture %s as a URI', (capture, uri) => {
    const [first] = written({ capture }).run.results;
    expect(first?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('knows the same fault again in another run', () => {
    const again = written();
    const moved = written({
      rules: sampleReport().rules.map((rule) => ({
        ...rule,
        found: rule.found.map((found) => ({ ...found, exchange: found.exchange + 40 })),
      })),
    });
    const prints = (of: typeof again) => of.run.results.map((result) => result.partialFingerprints);
    expect(prints(moved)).toEqual(prints(again));
    expect(new Set(prints(again).map((print) => JSON.stringify(print))).size).toBe(3);
  });

  it('says that a tour did not come to its end', () => {
    const instances = [{ name: 'a', exchanges: 1, problem: 'Nobody is there.' }];
    expect(written({ instances }).run.invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] },
    ]);
  });
});
