import { AppError } from '../../app-error.ts';
import { curlCommand } from '../../protocol/curl-command.ts';
import type { Portable } from './portable.ts';
import type { CreateWriter } from './writer.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A script for a POSIX shell: a curl command for each request, in their order. */
export const createCurlWriter: CreateWriter = ({ program, capture }) => {
  let left = 0;
  let missing = 0;
  return {
    head: `#!/bin/sh\n# The requests of ${oneLine(capture)}, written by ${oneLine(program)}.\n`,
    write(exchange) {
      if (exchange.row.missing?.includes('request-body')) {
        missing += 1;
        return undefined;
      }
      const command = commandOf(exchange);
      if (command === undefined) {
        left += 1;
        return undefined;
      }
      const { number, method, name, instanceName } = exchange.row;
      return `\n# ${oneLine(`${String(number)} ${method} ${name} on ${instanceName}`)}\n${command}\n`;
    },
    tail: () => '',
    notes: () => [
      ...(left > 0
        ? [
            `${String(left)} exchanges are left out: curl cannot send them, as they did not go over HTTP or are no text.`,
          ]
        : []),
      ...(missing > 0
        ? [`${String(missing)} exchanges are left out, because their request bodies are not known.`]
        : []),
    ],
  };
};

function commandOf({ request, requestBody }: Portable): string | undefined {
  if (!/^https?:/.test(request.url)) return undefined;
  try {
    const { httpMethod, url, headers } = request;
    return curlCommand({ httpMethod, url, headers, body: UTF8.decode(requestBody) });
  } catch (error) {
    if (error instanceof AppError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** What a recording says must not end the comment that it stands in. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
