import { expect, it } from 'vitest';
import { lintJunit } from '../../../../cli/lint/lint-junit.ts';
import { sampleReport } from './sample-report.ts';

/** Reads attributes of each element of a name; throws where tags do not close as they opened. */
function elements(xml: string, name: string): Record<string, string>[] {
  const open: string[] = [];
  const found: Record<string, string>[] = [];
  expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true);
  for (const [, close, tag = '', attributes = '', alone] of xml.matchAll(
    /<(\/?)([a-z-]+)((?:\s[a-z-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (close) expect(open.pop()).toBe(tag);
    else {
      if (tag === name) {
        found.push(
          Object.fromEntries(
            [...attributes.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
          ),
        );
      }
      if (!alone) open.push(tag);
    }
  }
  expect(open).toEqual([]);
  expect(xml).not.toMatch(/<(?!\/?(testsuites|testsuite|testcase|failure|error|system-out)[\s>/]|\?xml)/);
  return found;
}

it('has a suite an instance and a case a rule', () => {
  const xml = lintJunit(sampleReport());
  expect(elements(xml, 'testsuites')).toEqual([
    { name: 'hopscope lint', tests: '6', failures: '2', errors: '0' },
  ]);
  expect(elements(xml, 'testsuite')).toMatchObject([
    { name: 'alpha', tests: '3', failures: '1' },
    { name: 'beta', tests: '3', failures: '1' },
  ]);
  expect(elements(xml, 'testcase')).toHaveLength(6);
  expect(elements(xml, 'testcase')[0]).toEqual({
    classname: 'hopscope.alpha.result',
    name: 'result.result-type-missing: resultType missing',
  });
  // A warning is told, and fails nothing.
  expect(elements(xml, 'system-out')).toHaveLength(1);
  expect(elements(xml, 'failure')).toHaveLength(2);
});

it('fails on warnings where they do', () => {
  expect(elements(lintJunit(sampleReport({ failOn: 'warning' })), 'failure')).toHaveLength(3);
});

it('escapes what a server wrote', () => {
  const xml = lintJunit(sampleReport());
  expect(xml).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;');
  expect(xml).not.toMatch(/[\u0000\u001b]/);
});

it('tells of a tour that is not complete as an error', () => {
  const instances = [{ name: 'a', exchanges: 1, problem: 'Nobody "is" there.' }];
  const xml = lintJunit(sampleReport({ rules: [], instances }));
  expect(elements(xml, 'error')).toEqual([{ message: 'Nobody &quot;is&quot; there.' }]);
  expect(elements(xml, 'testsuites')).toMatchObject([{ tests: '4', failures: '0', errors: '1' }]);
});
