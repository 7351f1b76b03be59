import { expect, it } from 'vitest';
import { EXPORT_FORMATS, exportName } from '../../../../shared/model/file-transfer.ts';

it('names an export after its capture, each format by an ending of its own', () => {
  expect(exportName('day.hopscope', 'har')).toBe('day.har');
  expect(exportName('Day.HOPSCOPE', 'otlp')).toBe('Day.otlp.json');
  expect(exportName('a.hopscope.bak', 'md')).toBe('a.hopscope.bak.md');
  expect(new Set(EXPORT_FORMATS.map((format) => exportName('x', format))).size).toBe(EXPORT_FORMATS.length);
});
