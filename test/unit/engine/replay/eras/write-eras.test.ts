import { expect, it } from 'vitest';
import { writeErasReport } from '../../../../../engine/replay/eras/write-eras.ts';
import { madeEras } from '../../../../support/replay/made-eras.ts';

it('is one JSON document', () => {
  expect(JSON.parse(writeErasReport(madeEras(), 'json'))).toMatchObject({
    format: 'hopscope-eras-report',
    version: 1,
    eras: ['legacy', 'modern'],
    counts: { steps: 4, same: 1, changed: 1, gone: 1, notCompared: 1 },
    changed: [{ number: 2, differences: [{ left: '3.50', right: 'EUR 3.50' }] }],
    gone: [{ number: 3 }],
    protocol: [
      { place: '/headers', count: 2 },
      { place: '/result/resultType', count: 2 },
    ],
  });
});

it('lets pass in JUnit only what is answered alike', () => {
  const text = writeErasReport(madeEras(), 'junit');
  expect(text).toContain('<testsuites name="hopscope eras" tests="4" failures="1" errors="1">');
  expect(text).toContain('name="#1 tools/call look"/>');
  expect(text).toMatch(/name="#2 tools\/call price">\n\s+<failure message="Answered otherwise.">/);
  expect(text).toMatch(/name="#3 server\/discover">\n\s+<skipped/);
  expect(text).toMatch(/name="#4 tools\/call slow">\n\s+<error/);
});

it('is one page without a script', () => {
  const html = writeErasReport(madeEras(), 'html');
  expect(html).toContain('<title>From 2025-11-25 to 2026-07-28: shop &amp; co</title>');
  expect(html).not.toContain('<script');
});
