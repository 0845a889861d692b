import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where the report of a campaign goes when there is no OneDrive: a folder beside the data of the demo. */
export function createReportFolder(folder: string) {
  return {
    async save(fileName: string, content: AsyncIterable<string>): Promise<string> {
      await mkdir(folder, { recursive: true });
      const path = join(folder, fileName);
      await pipeline(Readable.from(content), createWriteStream(path));
      return path;
    },
  };
}
