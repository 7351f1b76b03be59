import { describe, expect, it } from 'vitest';
import { introduction, supportedRevisions } from '../../../../engine/mock/introductions.ts';
import { RecordingIndex } from '../../../../engine/mock/recording-index.ts';
import type { Era } from '../../../../shared/model/instance.ts';
import { recorded } from '../../../support/mock/recorded.ts';

const of = (era: Era, ...methods: string[]): RecordingIndex =>
  new RecordingIndex(
    methods.map((method, at) => recorded(at + 1, {}, { era, method, revision: '2026-07-28' })),
  );

describe('how a mock introduces itself where the recording began later', () => {
  it('has the capabilities that the recording shows, and no other', () => {
    const index = of('modern', 'tools/call', 'resources/read', 'tasks/get');
    expect(introduction(index, 'modern', 'server/discover', {})).toMatchObject({
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: {}, resources: {}, extensions: { 'io.modelcontextprotocol/tasks': {} } },
    });
    const { capabilities } =
      introduction(of('legacy', 'prompts/get', 'tasks/list'), 'legacy', 'initialize', {}) ?? {};
    expect(capabilities).toEqual({ prompts: {}, tasks: {} });
  });

  it('takes the revision that a legacy client asks for, where that is one', () => {
    const revision = (protocolVersion: string): unknown =>
      introduction(of('legacy', 'ping'), 'legacy', 'initialize', { protocolVersion })?.['protocolVersion'];
    expect(revision('2025-03-26')).toBe('2025-03-26');
    expect(revision('2026-07-28')).toBe('2025-11-25');
  });

  it('answers pings of the legacy era, and nothing else', () => {
    const index = of('legacy', 'tools/call');
    expect(introduction(index, 'legacy', 'ping', {})).toEqual({});
    expect(introduction(index, 'modern', 'ping', {})).toBeUndefined();
    expect(introduction(index, 'legacy', 'server/discover', {})).toBeUndefined();
    expect(introduction(index, 'legacy', 'tools/list', {})).toBeUndefined();
  });

  it('supports the present revision where the recording names none', () => {
    expect(supportedRevisions(of('legacy', 'ping'))).toEqual(['2026-07-28']);
  });
});
