import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** ms, of one request. */
const uploadDeadline = 60_000;
/** Bytes of one request: a multiple of 320 KiB, and 5 to 10 MiB. https://learn.microsoft.com/graph/api/driveitem-createuploadsession */
const rangeSize = 32 * 320 * 1_024;

type Packed = { readonly parts: readonly Buffer[]; readonly bytes: number };

/** False: there was nothing in it, or the storage refused some of it. */
export async function uploadReport(content: AsyncIterable<string>, url: URL, put: typeof fetch): Promise<boolean> {
  const packed = await pack(content);
  if (packed.bytes === 0) return false;
  let from = 0;
  for await (const range of rangesOf(packed)) {
    const answer = await put(url, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Range': `bytes ${from}-${from + range.length - 1}/${packed.bytes}`,
      },
      body: range,
      redirect: 'error',
      signal: AbortSignal.timeout(uploadDeadline),
    });
    // Whatever it says: an answer that is not read holds its connection.
    await answer.body?.cancel();
    if (!answer.ok) return false;
    from += range.length;
  }
  return true;
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
