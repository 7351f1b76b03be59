import { inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { PRODUCTS } from '../server/catalogue.ts';
import { finished, type Work, type WorkKind } from './work.ts';

export const reportInput = z.object({
  category: z.string().max(50).optional().describe('Only products of this category'),
  pages: z.int().min(1).max(20).default(3).describe('How many pages; each has a status message'),
  pageMs: z.int().min(0).max(60_000).default(600).describe('Milliseconds that a page takes'),
});

export const approvalInput = z.object({
  what: z.string().min(1).max(200).default('a discount of 10 %').describe('What is to be approved'),
});

/** `render_report`: works page by page and ends with the sum of the catalogue. */
export const RENDER_REPORT: WorkKind = {
  pollIntervalMs: 500,
  *begin(input): Work {
    const { category, pages, pageMs } = reportInput.parse(input);
    for (let page = 1; page <= pages; page += 1) {
      yield { kind: 'busy', forMs: pageMs, message: `Rendering page ${String(page)} of ${String(pages)}.` };
    }
    const products = PRODUCTS.filter((product) => category === undefined || product.category === category);
    const pieces = products.reduce((sum, { stock }) => sum + stock, 0);
    const cents = products.reduce((sum, { stock, priceCents }) => sum + stock * priceCents, 0);
    return finished(
      `The report is ready: ${String(products.length)} products, ${String(pieces)} pieces in stock, worth ${(cents / 100).toFixed(2)}.`,
    );
  },
};

/** How often a person is asked again who sent something that does not fit the form. */
const MOST_ROUNDS = 3;

const approvalForm = z.object({
  approve: z.boolean().describe('Go ahead?'),
  note: z.string().max(500).optional().describe('Why, or on which condition'),
});

const accepted = z.object({ action: z.literal('accept'), content: approvalForm });
const turnedDown = z.object({ action: z.enum(['decline', 'cancel']) });

/** `approve_work`: waits until a person has decided. */
export const APPROVE_WORK: WorkKind = {
  pollIntervalMs: 500,
  *begin(input): Work {
    const { what } = approvalInput.parse(input);
    yield { kind: 'busy', forMs: 400, message: 'Preparing the request.' };
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      // A key stands for one question for as long as the task lives.
      const key = round === 1 ? 'approval' : `approval-${String(round)}`;
      const again = round === 1 ? '' : ' The answer before did not fit the form.';
      const question = inputRequired.elicit({
        message: `Approve ${what}?${again}`,
        requestedSchema: approvalForm,
      });
      const answers = yield { kind: 'ask', questions: { [key]: question }, message: 'Waiting for approval.' };
      if (turnedDown.safeParse(answers[key]).success) return finished(`Nobody decided about ${what}.`);
      const answer = accepted.safeParse(answers[key]);
      if (!answer.success) continue;
      yield { kind: 'busy', forMs: 400, message: 'Acting on the decision.' };
      const { approve, note } = answer.data.content;
      return finished(
        `${approve ? 'Approved' : 'Not approved'}: ${what}.${note === undefined ? '' : ` Note: ${note}`}`,
      );
    }
    return finished(`No answer fitted the form in ${String(MOST_ROUNDS)} rounds.`, { isError: true });
  },
};

/** `failing_work`: begins, and ends with a JSON-RPC error. */
export const FAILING_WORK: WorkKind = {
  pollIntervalMs: 500,
  *begin(): Work {
    yield { kind: 'busy', forMs: 600, message: 'Asking the warehouse.' };
    return { kind: 'error', code: -32_603, message: 'The warehouse does not answer.' };
  },
};
