import { afterEach, describe, expect, it } from 'vitest';
import { startSupergateway } from '../../support/real-servers/child-servers.ts';
import {
  startMcpHandler,
  startMcpLiteServer,
  startSdkServer,
  startTmcpServer,
} from '../../support/real-servers/in-process.ts';
import { MODERN_SDK } from '../../support/stdio-engine.ts';
import { tourFindings } from './tour-findings.ts';

/**
 * What a tour finds in real servers, each held against the specification by hand. A rule that is not in these tables found
 * nothing; a step that is not in a rule's list was answered as it must be.
 */
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
const urlOf = async (
  start: () => Promise<{ url: string; stop: () => Promise<unknown> }>,
): Promise<string> => {
  const { url, stop } = await start();
  stops.push(stop);
  return url;
};

describe('supergateway 4.0.0, which stands in front of a legacy server', () => {
  /** Whatever it serves, it serves as its legacy server wrote it. */
  const served = [
    'list of tools',
    'list of resources',
    'list of templates',
    'list of prompts',
    'header names in another case',
    'a foreign Origin',
    'an unknown revision',
    'a cursor that was never given out',
    'headers of a legacy session',
  ];

  it('asked as a modern server, gives results without what the modern era asks for', async () => {
    const { tour, errors, warnings } = await tourFindings(await urlOf(startSupergateway), 'modern');
    expect(tour).toMatchObject({ state: 'done', era: 'modern', unanswered: 0 });
    expect(errors).toEqual({
      'result.result-type-missing': served,
      'cache.hints-missing': served,
      'discover.not-implemented': ['who it is'],
      'http.origin-accepted': ['a foreign Origin'],
    });
    expect(warnings).toEqual({
      'meta.server-info-missing': ['list of tools'],
      // The server behind it says draft-07 in each of its tools.
      'tool.schema-dialect': served.filter((step) => !/resources|templates|prompts/.test(step)),
    });
  });
});

describe('tmcp 1.20.0', () => {
  it('takes a foreign Origin, and refuses an incomplete _meta with the wrong status or the wrong code', async () => {
    const { tour, errors, warnings } = await tourFindings(await urlOf(startTmcpServer));
    expect(tour).toMatchObject({ state: 'done', era: 'modern', unanswered: 0 });
    expect(errors).toEqual({
      'error.status': ['no clientCapabilities'],
      'http.origin-accepted': ['a foreign Origin'],
      'meta.missing-accepted': ['no _meta'],
    });
    expect(warnings).toEqual({});
  });
});

describe('mcp-handler 2.4.0', () => {
  it('takes a foreign Origin, and nothing else is wrong', async () => {
    const { tour, errors, warnings } = await tourFindings(await urlOf(startMcpHandler));
    expect(tour).toMatchObject({ state: 'done', era: 'modern', unanswered: 0 });
    expect(errors).toEqual({ 'http.origin-accepted': ['a foreign Origin'] });
    expect(warnings).toEqual({});
  });
});

describe('the official SDK 2.4.0', () => {
  it.each(['reject', 'stateless'] as const)(
    'over HTTP leaves it to its host to look at Origin (legacy: %s)',
    async (legacy) => {
      const { errors, warnings } = await tourFindings(await urlOf(() => startSdkServer(legacy)));
      expect({ errors, warnings }).toEqual({
        errors: { 'http.origin-accepted': ['a foreign Origin'] },
        warnings: {},
      });
    },
  );

  it('on stdio serves a revision that it does not know', async () => {
    const { tour, errors, warnings } = await tourFindings(MODERN_SDK);
    expect(tour).toMatchObject({ state: 'done', era: 'modern', unanswered: 0 });
    expect({ errors, warnings }).toEqual({
      errors: { 'version.unsupported-accepted': ['an unknown revision'] },
      warnings: {},
    });
  });
});

describe('a legacy server', () => {
  it('is not held against what it never promised', async () => {
    const { tour, errors, warnings } = await tourFindings(await urlOf(startMcpLiteServer));
    expect(tour).toMatchObject({ state: 'done', era: 'legacy' });
    expect({ errors, warnings }).toEqual({ errors: {}, warnings: {} });
  });
});
