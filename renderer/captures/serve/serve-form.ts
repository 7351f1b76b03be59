import type { MockSettings } from '../../../shared/model/mock.ts';

/** How a recording is to be served, as it stands in the fields. */
export interface ServeForm {
  readonly lenient: boolean;
  readonly faults: boolean;
  readonly record: boolean;
  /** '': all, in their order. */
  readonly instance: string;
  readonly host: string;
  readonly port: string;
  /** Separated by blanks. */
  readonly allowOrigins: string;
}

export const SERVE_DEFAULTS: ServeForm = {
  lenient: false,
  faults: false,
  record: false,
  instance: '',
  host: '127.0.0.1',
  port: '0',
  allowOrigins: '',
};

/** The field that is wrong, and why: a sentence. */
export interface ServeProblem {
  readonly field: 'host' | 'port' | 'allowOrigins';
  readonly message: string;
}

type Read =
  | { readonly ok: true; readonly settings: MockSettings }
  | { readonly ok: false; readonly problem: ServeProblem };

const ORIGIN = /^https?:\/\/[^/\s?#]+$/;
const PORT = /^\d{1,5}$/;

/** What the fields say. Pure. */
export function readServeForm(captureId: string, form: ServeForm): Read {
  const host = form.host.trim();
  const port = Number(form.port.trim());
  const allowOrigins = form.allowOrigins.split(/\s+/).filter((origin) => origin !== '');
  const odd = allowOrigins.find((origin) => !ORIGIN.test(origin));
  if (host === '' || /[\s/]/.test(host))
    return wrong('host', 'The address to listen at is a name or an IP address, such as 127.0.0.1.');
  if (!PORT.test(form.port.trim()) || port > 65_535)
    return wrong('port', 'The port is a whole number from 0 to 65535; 0 takes one that is free.');
  if (odd !== undefined)
    return wrong('allowOrigins', `${odd} is no origin. Write it like http://localhost:5173, with no path.`);
  const { lenient, faults, record, instance } = form;
  return {
    ok: true,
    settings: {
      ...{ captureId, listen: { host, port }, lenient, faults, record, allowOrigins },
      ...(instance !== '' && { instance }),
    },
  };
}

function wrong(field: ServeProblem['field'], message: string): Read {
  return { ok: false, problem: { field, message } };
}
