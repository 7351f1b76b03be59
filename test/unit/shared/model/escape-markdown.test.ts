import { expect, it } from 'vitest';
import { codeMarkdown, plainMarkdown } from '../../../../shared/model/escape-markdown.ts';

it('takes all meaning from text', () => {
  expect(plainMarkdown('a *b*\n| <i> & [x](y)')).toBe('a \\*b\\* \\| \\<i\\> \\& \\[x\\]\\(y\\)');
});

it('fences code by more backticks than are in it', () => {
  expect(codeMarkdown('a')).toBe('`a`');
  expect(codeMarkdown('a``b|c')).toBe('```a``b\\|c```');
  expect(codeMarkdown('`a')).toBe('`` `a ``');
  expect(codeMarkdown('')).toBe('`  `');
});
