import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REQUIREMENTS } from './requirements.ts';
import { occurrencesOf, slugOf } from './requirements/occurrences.ts';
import { pageAddress, type Requirement } from './requirements/requirement.ts';
import { RULES, type RuleId } from './requirements/rules.ts';

const folder = process.env['HOPSCOPE_SPEC_DIR'] ?? '/tmp/spec';
const pagesFolder = path.join(folder, 'docs/specification/2026-07-28');
const tasksFile = path.join(folder, 'specification/draft/tasks.md');
const pages = [...new Set(REQUIREMENTS.map((one) => one.page))];

function rulesOf({ status }: Requirement): readonly RuleId[] {
  return status.kind === 'rule' ? [status.rule, ...(status.also ?? [])] : [];
}

function namedBy(rule: string): readonly Requirement[] {
  return REQUIREMENTS.filter((one) => rulesOf(one).some((named) => named === rule));
}

describe('the manifest', () => {
  it('has an id of its own for each requirement', () => {
    const ids = REQUIREMENTS.map((one) => one.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('links each requirement to a section of its page', () => {
    const strays = REQUIREMENTS.filter(
      ({ page, link }) => link.replace(/#[a-z0-9_%.A-F-]+$/, '') !== pageAddress(page),
    );
    expect(strays).toEqual([]);
  });

  it('says each requirement in a few words of our own', () => {
    expect(REQUIREMENTS.filter(({ says }) => says.trim() === '' || says.split(' ').length > 20)).toEqual([]);
  });

  it('gives each requirement a status that says something', () => {
    const empty = REQUIREMENTS.filter(
      ({ status }) => status.kind === 'invisible' && status.why.trim().length < 10,
    );
    expect(empty).toEqual([]);
    expect(REQUIREMENTS.flatMap(rulesOf).filter((rule) => !Object.hasOwn(RULES, rule))).toEqual([]);
  });
});

describe.each(Object.entries(RULES))('the rule %s', (id, rule) => {
  it('is asked for by a requirement, and is as severe as the strongest of them', () => {
    const levels = namedBy(id).map((one) => one.level);
    expect(levels).not.toEqual([]);
    expect(rule.severity).toBe(levels.some((level) => level.startsWith('MUST')) ? 'error' : 'warning');
  });

  it('blames a side that one of them binds', () => {
    const bound = new Set<string>(namedBy(id).map((one) => one.who));
    expect(rule.side === 'sender' || bound.has(rule.side) || bound.has('both')).toBe(true);
  });

  it('has a well-formed id and says what it checks and whom it spares', () => {
    expect(id).toMatch(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const text of [rule.title, rule.checks, rule.spares]) expect(text.trim()).not.toBe('');
  });
});

const noPages = existsSync(pagesFolder) ? '' : ` (skipped: no ${pagesFolder}; set HOPSCOPE_SPEC_DIR)`;

describe.skipIf(noPages !== '')(`the text of the specification${noPages}`, () => {
  const written = noPages === '' ? readdirSync(pagesFolder, { recursive: true, encoding: 'utf8' }) : [];
  const files = written.filter((file) => file.endsWith('.mdx')).map((file) => file.replace(/\.mdx$/, ''));

  it('has all the pages of the manifest', () => {
    expect(pages.filter((page) => page !== 'tasks' && !files.includes(page))).toEqual([]);
  });

  it.each(files)('is complete in the manifest, keyword for keyword: %s', (file) => {
    const text = readFileSync(path.join(pagesFolder, `${file}.mdx`), 'utf8');
    expect(listed(file)).toEqual(counted(text, 2));
  });
});

const noTasks = existsSync(tasksFile) ? '' : ` (skipped: no ${tasksFile}; set HOPSCOPE_SPEC_DIR)`;

describe.skipIf(noTasks !== '')(`the text of the Tasks extension${noTasks}`, () => {
  it('is complete in the manifest, keyword for keyword', () => {
    expect(listed('tasks')).toEqual(counted(readFileSync(tasksFile, 'utf8'), 1));
  });
});

/** `12 MUST #requests`: sentence, level, section. */
function listed(page: string): readonly string[] {
  const here = REQUIREMENTS.filter((one) => one.page === page);
  return here.map(({ sentence, level, link }) => `${String(sentence)} ${level} #${link.split('#')[1] ?? ''}`);
}

function counted(text: string, firstRepeat: number): readonly string[] {
  const here = occurrencesOf(text, firstRepeat);
  return here.map(({ sentence, level, anchor }) => `${String(sentence)} ${level} #${anchor}`);
}

describe('the count of keywords', () => {
  const levels = (text: string) => occurrencesOf(text).map((one) => one.level);

  it('finds them bold or not, across line ends, and in tables', () => {
    expect(levels('One **MUST** do this.\nBut one **SHOULD\nNOT** do that.')).toEqual(['MUST', 'SHOULD NOT']);
    expect(levels('| a | Client MUST NOT |\n| - | - |\n| b | Server MUST |')).toEqual(['MUST NOT', 'MUST']);
  });

  it('takes the synonyms of RFC 2119', () => {
    expect(levels('It is REQUIRED. It SHALL. It SHALL NOT.')).toEqual(['MUST', 'MUST', 'MUST NOT']);
    expect(levels('It is RECOMMENDED. It is NOT RECOMMENDED.')).toEqual(['SHOULD', 'SHOULD NOT']);
  });

  it('leaves out code, front matter, other words and the declaration of the key words', () => {
    expect(levels('---\ntitle: MUST\n---\n\n```ts\n// MUST\n```\n\n   ```json\n   MUST\n   ```\n')).toEqual(
      [],
    );
    expect(
      levels('A must, MUSTARD, `MISSING_REQUIRED_X`, MISSING&#x5F;REQUIRED&#x5F;X, and one MAY.'),
    ).toEqual([]);
    expect(levels('The key words "MUST", "MUST NOT"\nand "SHOULD" are\n\nThis MUST count.')).toEqual([
      'MUST',
    ]);
  });

  it('numbers sentences, not keywords', () => {
    const text =
      'First, e.g. This one MUST and MUST NOT.\n\n- Servers **SHOULD**:\n  - Nothing here\n- It MUST. It MUST.';
    expect(occurrencesOf(text).map((one) => one.sentence)).toEqual([1, 1, 2, 3, 4]);
  });

  it('knows the section, by heading or by an id in HTML', () => {
    const text =
      'MUST\n## Security & Endpoint\nMUST\n##### Too deep\nMUST\n## `$ref` Resolution\nMUST\n' +
      '### `Result`\n<div id="result-type"><p>It MUST <code>be</code></p></div>';
    expect(occurrencesOf(text).map((one) => one.anchor)).toEqual([
      '',
      'security-%26-endpoint',
      'security-%26-endpoint',
      '%24ref-resolution',
      'result-type',
    ]);
    expect(slugOf('Time-to-Live (TTL) Field')).toBe('time-to-live-ttl-field');
  });

  it('counts headings that repeat as their publisher does', () => {
    const text = '## Response\nMUST\n## Response\nMUST\n## Response\nMUST';
    const anchors = (firstRepeat?: number) => occurrencesOf(text, firstRepeat).map((one) => one.anchor);
    expect(anchors()).toEqual(['response', 'response-2', 'response-3']);
    expect(anchors(1)).toEqual(['response', 'response-1', 'response-2']);
  });
});
