import type { RedactedHow } from './capture.ts';

/** Behind a capture's name. */
export const REDACTED_WORDS: Readonly<Record<RedactedHow, string>> = {
  copied: 'a redacted copy',
  recorded: 'recorded without its secrets',
  partly: 'recorded without its secrets in part',
};

export const REDACTED_SENTENCES: Readonly<Record<RedactedHow, string>> = {
  copied: 'It is a redacted copy: its secrets were replaced when it was saved.',
  recorded: 'Its secrets were replaced before they were recorded.',
  partly: 'Only a part of it was recorded without its secrets; the rest may hold some.',
};
