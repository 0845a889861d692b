import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip, createGzip } from 'node:zlib';

export type UploadVia = {
  readonly put: typeof fetch;
  /** ms, for one range, however often it is tried. */
  readonly deadline: number;
  /** ms before the second try; doubles with every try. */
  readonly backOff: number;
};

const usual: UploadVia = { put: (input, init) => fetch(input, init), deadline: 60_000, backOff: 1_000 };
/** Of one range. */
const mostTries = 4;
/** Not "insufficient storage" (507): it will not fit in a moment either. */
const passing = new Set([429, 500, 502, 503, 504]);
/** Bytes of one request: a multiple of 320 KiB, and 5 to 10 MiB. https://learn.microsoft.com/graph/api/driveitem-createuploadsession */
const rangeSize = 32 * 320 * 1_024;

type Packed = { readonly parts: readonly Buffer[]; readonly bytes: number };

/** False: there was nothing in it, or the storage refused some of it. */
export async function uploadReport(
  content: AsyncIterable<string>,
  url: URL,
  via: Partial<UploadVia> = {},
): Promise<boolean> {
  const packed = await pack(content);
  if (packed.bytes === 0) return false;
  let from = 0;
  for await (const range of rangesOf(packed)) {
    if (!(await uploadRange({ range, from, of: packed.bytes }, url, { ...usual, ...via }))) return false;
    from += range.length;
  }
  return true;
}

type Range = { readonly range: Buffer<ArrayBuffer>; readonly from: number; readonly of: number };

/** A session that is gone (404), or a name that is taken (409), stays so; the deadline rejects. */
async function uploadRange(range: Range, url: URL, { put, deadline, backOff }: UploadVia): Promise<boolean> {
  const endsAt = performance.now() + deadline;
  const signal = AbortSignal.timeout(deadline);
  for (let tries = 1; ; tries++) {
    const answer = await tryRange(range, url, put, signal);
    if (answer === 'cut') signal.throwIfAborted();
    else if (answer.ok) return true;
    else if (answer.status === 416) return isThereAlready(range, tries);
    else if (!passing.has(answer.status)) return false;
    const wait = Math.max(backOff * 2 ** (tries - 1), answer === 'cut' ? 0 : askedFor(answer));
    if (tries >= mostTries || performance.now() + wait >= endsAt) return false;
    await sleep(wait, undefined, { signal });
  }
}

async function tryRange(
  { range, from, of }: Range,
  url: URL,
  put: typeof fetch,
  signal: AbortSignal,
): Promise<Response | 'cut'> {
  try {
    const answer = await put(url, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Range': `bytes ${from}-${from + range.length - 1}/${of}`,
      },
      body: range,
      redirect: 'error',
      signal,
    });
    // Whatever it says: an answer that is not read holds its connection.
    await answer.body?.cancel();
    return answer;
  } catch {
    return 'cut';
  }
}

/**
 * The storage says 416 of what it has: its answer to an earlier try was lost. After the last range there would be a file, and
 * nothing has said so. https://learn.microsoft.com/graph/api/driveitem-createuploadsession
 */
function isThereAlready({ range, from, of }: Range, tries: number): boolean {
  return tries > 1 && from + range.length < of;
}

/** ms. Seconds, as OneDrive says it. */
function askedFor({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? seconds * 1_000 : 0;
}

/**
 * The first range names the size of the whole, and a second reading may have another. So it is read once and kept, packed:
 * a tenth of it in memory, and nothing about anybody on a disk.
 */
async function pack(content: AsyncIterable<string>): Promise<Packed> {
  const parts: Buffer[] = [];
  let bytes = 0;
  async function* encoded() {
    for await (const part of content) {
      const buffer = Buffer.from(part, 'utf8');
      bytes += buffer.length;
      yield buffer;
    }
  }
  await pipeline(encoded, createGzip({ level: 1 }), async (packed: AsyncIterable<Buffer>) => {
    for await (const part of packed) parts.push(part);
  });
  return { parts, bytes };
}

async function* rangesOf({ parts }: Packed): AsyncIterable<Buffer<ArrayBuffer>> {
  let range = Buffer.alloc(rangeSize);
  let filled = 0;
  for await (const part of Readable.from(parts).pipe(createGunzip()) as AsyncIterable<Buffer>) {
    for (let at = 0; at < part.length; ) {
      const copied = part.copy(range, filled, at);
      at += copied;
      filled += copied;
      if (filled < rangeSize) continue;
      yield range;
      range = Buffer.alloc(rangeSize);
      filled = 0;
    }
  }
  if (filled > 0) yield range.subarray(0, filled);
}
