import { readdirSync, readFileSync } from 'node:fs';

/** Every text of one language by its full key, as `reply.offer.title`; a list has one entry per line. */
export type Strings = ReadonlyMap<string, string | readonly string[]>;

/** Reads `cards/strings`: one file per language, named by its BCP 47 tag. */
export function loadStrings(folder: URL): ReadonlyMap<string, Strings> {
  const languages = new Map<string, Strings>();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json')) continue;
    const strings = new Map<string, string | readonly string[]>();
    flatten(JSON.parse(readFileSync(new URL(name, folder), 'utf8')), '', strings);
    languages.set(name.slice(0, -'.json'.length).toLowerCase(), strings);
  }
  return languages;
}

function flatten(value: unknown, key: string, into: Map<string, string | readonly string[]>): void {
  if (typeof value === 'string') into.set(key, value);
  else if (Array.isArray(value)) into.set(key, value.map(String));
  else if (value && typeof value === 'object') {
    for (const [name, child] of Object.entries(value)) flatten(child, key ? `${key}.${name}` : name, into);
  }
}
