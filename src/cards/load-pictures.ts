import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The pictures of `cards/images` as data URIs, by name: a card carries them, so nothing has to be hosted. */
export function loadPictures(folder: URL): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .map((name) => [
        name.slice(0, -'.png'.length),
        `data:image/png;base64,${readFileSync(new URL(name, folder)).toString('base64')}`,
      ]),
  );
}
