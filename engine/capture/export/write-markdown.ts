import { codeMarkdown, plainMarkdown } from '../../../shared/model/escape-markdown.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { storyStep, type StoryText } from './story.ts';
import type { CreateWriter } from './writer.ts';

/** The story of a recording, for people, in Markdown. */
export const createMarkdownWriter: CreateWriter = ({ capture, program }) => ({
  head: `# ${plainMarkdown(capture)}\n\nWritten by ${plainMarkdown(program)}.\n`,
  write(exchange) {
    const step = storyStep(exchange);
    const lines = [
      `\n## ${String(step.number)}. ${plainMarkdown(step.title)}${step.instance === '' ? '' : ` on ${plainMarkdown(step.instance)}`}: ${plainMarkdown(step.outcome)}\n`,
      `${codeMarkdown(step.address)} at ${step.at}\n`,
      ...step.notes.map((note) => `> ${plainMarkdown(note)}\n`),
      ...headerLines(step.requestHeaders),
      ...(step.request ? [fenced(step.request)] : []),
      ...step.answers.flatMap(({ label, text }) => [`${plainMarkdown(label)}\n`, fenced(text)]),
    ];
    return lines.join('\n');
  },
  tail: () => '',
  notes: () => [],
});

function headerLines(headers: HeaderList): readonly string[] {
  if (headers.length === 0) return [];
  return [`${headers.map(([name, value]) => `- ${codeMarkdown(`${name}: ${value}`)}`).join('\n')}\n`];
}

/** A fence that is longer than any run of backticks in the text. */
function fenced({ text, isJson, leftOut }: StoryText): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const more = leftOut > 0 ? `\n(${String(leftOut)} more characters)\n` : '';
  return `${fence}${isJson ? 'json' : 'text'}\n${text}\n${fence}\n${more}`;
}
