import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { answerFileConsent } from '../../src/teams/answer-file-consent.ts';
import type { Encounter } from '../../src/teams/encounter.ts';
import { type FileConsent, readFileConsent } from '../../src/teams/read-file-consent.ts';
import { ada } from '../fixtures/teams-room.ts';

const uploadInfo = {
  contentUrl: 'https://contoso-my.sharepoint.com/personal/ada/report.csv',
  name: 'report.csv',
  uploadUrl: 'https://contoso-my.sharepoint.com/upload/session?token=1',
  uniqueId: 'an-id',
  fileType: 'csv',
};
const accepted: FileConsent = { type: 'fileUpload', action: 'accept', context: { campaign: 'c1' }, uploadInfo };
const { uploadInfo: _none, ...noInfo } = accepted;
const declined: FileConsent = { ...noInfo, action: 'decline' };

/** Of characters of three bytes, cut in odd places. */
const large = Array.from({ length: 30 }, (_, at) => `${at}€`.repeat(100_000 + at));

async function* content(...parts: readonly string[]) {
  yield* parts;
}

type Case = {
  readonly consent?: FileConsent;
  readonly parts?: readonly string[];
  readonly mayHave?: boolean;
  readonly status?: number;
  readonly cut?: boolean;
  readonly put?: typeof fetch;
};

/** Takes ranges in their order, as an upload session of OneDrive does, over HTTP. */
async function startStorage() {
  const ranges: string[] = [];
  const pieces: Buffer[] = [];
  const size = () => pieces.reduce((sum, { length }) => sum + length, 0);
  const server = createServer(async (request, response) => {
    const range = String(request.headers['content-range']);
    const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range)?.map(Number) ?? [];
    const piece = await buffer(request);
    const isNext = from === size() && to === from + piece.length - 1;
    ranges.push(range);
    pieces.push(piece);
    const status = size() === total ? 201 : 202;
    response.statusCode = isNext ? status : 416;
    response.end(JSON.stringify({ nextExpectedRanges: [`${size()}-`] }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const put = ((_url: URL, init: RequestInit) => fetch(`http://127.0.0.1:${port}/upload`, init)) as typeof fetch;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { put, close, ranges, received: () => Buffer.concat(pieces) };
}

/** What became of an answer: who was asked about, what was removed, said and sent. */
async function answered({
  consent = accepted,
  parts = ['\ufeffname\r\n', '"Zoë"\r\n'],
  mayHave = true,
  status = 201,
  cut,
  ...given
}: Case) {
  const removed: string[] = [];
  const said: { readonly kind: string }[] = [];
  const puts: { readonly url: string; readonly init: RequestInit }[] = [];
  const asked: unknown[] = [];
  let ended: Promise<void> = Promise.resolve();
  const chat = {
    remove: async (id: string) => void removed.push(id),
    send: async ({ reply }: { reply: { kind: string } }) => void said.push(reply),
  };
  const encounter = {
    user: ada,
    contact: {},
    activity: { replyToId: 'the consent card' },
    deps: {
      outbox: { chatWith: () => chat },
      rollout: {
        reportFor: async (user: string, campaign: string) => {
          asked.push([user, campaign]);
          return mayHave ? { name: 'report.csv', content: content(...parts) } : undefined;
        },
      },
    },
    later: (work: () => Promise<void>, otherwise: () => Promise<void>) => {
      ended = work().catch(otherwise);
    },
    finished: () => undefined,
  } as unknown as Encounter;
  const put = (async (url: URL, init: RequestInit) => {
    puts.push({ url: url.href, init });
    if (cut) throw new TypeError('fetch failed');
    return new Response(null, { status });
  }) as typeof fetch;

  const answer = await answerFileConsent(consent, encounter, { put: given.put ?? put, backOff: 1 });
  await ended;
  return { answer, removed, said, puts, asked };
}

test('what is small is uploaded as one piece, and the card that asked is gone', async () => {
  const { answer, removed, said, puts, asked } = await answered({});

  expect(answer).toEqual({ status: 200 });
  expect(asked).toEqual([[ada, 'c1']]);
  expect(removed).toEqual(['the consent card']);
  expect(puts.map(({ url, init }) => [url, init.method, init.headers, init.redirect])).toEqual([
    [
      uploadInfo.uploadUrl,
      'PUT',
      { 'Content-Type': 'application/octet-stream', 'Content-Range': 'bytes 0-16/17' },
      'error',
    ],
  ]);
  expect(String(puts[0]?.init.body)).toBe('\ufeffname\r\n"Zoë"\r\n');
  expect(said).toEqual([{ kind: 'report-saved', name: 'report.csv', where: uploadInfo.contentUrl }]);
});

test('what is large is uploaded in pieces, none larger than the storage takes, and nothing of it is missing', async () => {
  const whole = Buffer.from(large.join(''));
  const storage = await startStorage();

  const { said } = await answered({ parts: large, put: storage.put });
  await storage.close();

  const step = 10 * 1_024 * 1_024;
  expect(step % (320 * 1_024)).toBe(0);
  expect(storage.ranges).toEqual([
    `bytes 0-${step - 1}/${whole.length}`,
    `bytes ${step}-${whole.length - 1}/${whole.length}`,
  ]);
  expect(storage.received().equals(whole)).toBe(true);
  expect(said).toEqual([{ kind: 'report-saved', name: 'report.csv', where: uploadInfo.contentUrl }]);
});

test.each<[why: string, it: Case, kind: string, puts: number]>([
  ['declined', { consent: declined }, 'report-declined', 0],
  ['nothing to upload to', { consent: noInfo }, 'report-declined', 0],
  ['the role is gone', { mayHave: false }, 'not-understood', 0],
  ['the role is gone, and declined', { mayHave: false, consent: declined }, 'not-understood', 0],
  ['refused by the storage', { status: 404 }, 'report-failed', 1],
  ['cut, again and again', { cut: true }, 'report-failed', 4],
  ['nothing in it', { parts: [] }, 'report-failed', 0],
  ['large, and refused from the first piece on', { status: 507, parts: large }, 'report-failed', 1],
])('%s: nothing is lost without a word', async (_why, it, kind, puts) => {
  const result = await answered(it);

  expect(result.said.map((reply) => reply.kind)).toEqual([kind]);
  expect(result.puts).toHaveLength(puts);
  expect(result.removed).toHaveLength(it.mayHave === false ? 0 : 1);
});

test.each([
  ['no campaign', { ...accepted, context: {} }],
  ['a campaign that is none', { ...accepted, context: { campaign: '../c1' } }],
  ['another kind', { ...accepted, type: 'fileDownload' }],
  ['another answer', { ...accepted, action: 'perhaps' }],
  ['a link that is a script', { ...accepted, uploadInfo: { ...uploadInfo, contentUrl: 'javascript:alert(1)' } }],
  ['text', 'accept'],
])('not read: %s', (_what, value) => {
  expect(readFileConsent(value)).toBeUndefined();
});
