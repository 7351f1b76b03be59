import type { ExportFormat } from '../../../shared/model/file-transfer.ts';
import { createCurlWriter } from './write-curl.ts';
import { createHarWriter } from './write-har.ts';
import { createHtmlWriter } from './write-html.ts';
import { createJsonLineWriter } from './write-json-line.ts';
import { createMarkdownWriter } from './write-markdown.ts';
import { createOtlpWriter } from './write-otlp.ts';
import type { CreateWriter } from './writer.ts';

/** By format; each writes exchanges one by one. */
export const WRITERS: Readonly<Record<ExportFormat, CreateWriter>> = {
  har: createHarWriter,
  jsonl: createJsonLineWriter,
  curl: createCurlWriter,
  otlp: createOtlpWriter,
  md: createMarkdownWriter,
  html: createHtmlWriter,
};
