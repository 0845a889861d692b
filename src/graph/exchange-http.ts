import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

export type HttpQuestion = {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** The part of a `Response` that is used here. */
export type HttpAnswer = {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
};

/**
 * One request on a connection that is kept. Never follows a redirect.
 * Not `fetch`: its web streams take a tenth of a turn's processor time.
 */
export function exchangeHttp(url: string, question: HttpQuestion): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body, signal } = question;
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers, ...(signal && { signal }) }, (answer) => {
      const parts: Buffer[] = [];
      const status = answer.statusCode ?? 0;
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({
          status,
          ok: status >= 200 && status < 300,
          headers: { get: (name) => headerOf(answer.headers[name.toLowerCase()]) },
          text: async () => Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

function headerOf(value: string | readonly string[] | undefined): string | null {
  return value === undefined ? null : String(value);
}
