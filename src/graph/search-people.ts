import type { Logger } from 'pino';
import type { Person } from '../helpdesk/subject.ts';
import type { Known } from '../passkeys/facts.ts';
import { within } from './deadline.ts';
import type { BatchRead, GraphClient } from './graph-client.ts';
import { known, unknown } from './known.ts';
import { parsePerson } from './parse-subject.ts';
import { type BatchReader, readBatch } from './read-batch.ts';
import { reporter } from './report-failure.ts';
import { ListPage } from './schema.ts';
import { personFields } from './subject-requests.ts';

export type Found = { readonly people: readonly Person[]; readonly more: boolean };

export type SearchRoom = {
  readonly client: GraphClient;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds. */
  readonly limitMs: number;
};

const mostShown = 8;
/** Characters. A user principal name has at most 113; a longer search finds nobody. */
const longest = 120;
const nobody: Found = { people: [], more: false };

/** By name, address or object id. The text stays a value: whatever is in it, the question is the same. */
export async function searchPeople(query: string, { client, log, limitMs }: SearchRoom): Promise<Known<Found>> {
  const requests = searchRequests(query);
  if (requests.length === 0) return known(nobody);
  // What was typed is a name: it is not logged.
  const batch = await readBatch(client, requests, within(limitMs), reporter(log, undefined));
  const answers = requests.map(({ id }) => readFound(batch, id));
  const found = answers.flatMap((answer) => (answer.known ? [answer.value] : []));
  const failed = answers.find((answer) => !answer.known);
  // Who is named exactly is found, even when the search fails.
  if (failed && !found.some(({ people }) => people.length > 0)) return unknown(failed.because);
  const people = new Map(found.flatMap((one) => one.people).map((person) => [person.id, person]));
  const more = failed !== undefined || people.size > mostShown || found.some((one) => one.more);
  return known({ people: [...people.values()].slice(0, mostShown), more });
}

/** The exact one first: search may lag behind, and does not know object ids. */
export function searchRequests(query: string): readonly BatchRead[] {
  const text = query
    .slice(0, 4 * longest)
    .normalize('NFC')
    .trim();
  const select = `$select=${personFields}&$top=${mostShown + 1}`;
  if (objectId.test(text)) return [{ id: 'exact-id', url: `/users/${text.toLowerCase()}?$select=${personFields}` }];
  const words = plainWords(text);
  const exact = address.test(text) ? `userPrincipalName eq '${quoted(text)}' or mail eq '${quoted(text)}'` : undefined;
  const search = ['displayName', 'mail', 'userPrincipalName'].map((name) => `"${name}:${words}"`).join(' OR ');
  return [
    ...(exact ? [{ id: 'exact', url: `/users?$filter=${encodeURIComponent(exact)}&${select}` }] : []),
    ...(words
      ? [
          {
            id: 'search',
            url: `/users?$search=${encodeURIComponent(search)}&${select}`,
            headers: { ConsistencyLevel: 'eventual' },
          },
        ]
      : []),
  ];
}

export const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const address = /^[\p{L}\p{N}.'_+#-]{1,64}@[\p{L}\p{N}.-]{1,55}$/u;
/** Of punctuation only what stands in names and addresses; none of it means anything inside quotes. */
const meaningful = /[^\p{L}\p{M}\p{N}@.'_+#-]+/gu;

/**
 * No quotes, backslashes, colons, brackets, wildcards; no operators either, for those are in capitals only.
 * Source: https://learn.microsoft.com/graph/search-query-parameter
 */
export function plainWords(text: string): string {
  const words = text.replace(meaningful, ' ').split(' ').map(withoutEdges).filter(Boolean).join(' ');
  return Array.from(words.toLowerCase()).slice(0, longest).join('').trim();
}

/** A hyphen before a word is an operator too. */
function withoutEdges(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[-.'+#]+$/gu, '');
}

/** Source: https://learn.microsoft.com/graph/query-parameters#escaping-single-quotes */
function quoted(text: string): string {
  return text.replaceAll("'", "''");
}

function readFound(batch: BatchReader, id: string): Known<Found> {
  if (id !== 'exact-id') return batch.one(id, parseFound);
  if (batch.failureOf(id)?.code === 'not-found') return known(nobody);
  return batch.one(id, (body) => {
    const person = parsePerson(body);
    return person && { people: [person], more: false };
  });
}

function parseFound(body: unknown): Found | undefined {
  const page = ListPage.safeParse(body);
  if (!page.success) return undefined;
  const people = page.data.value.flatMap((entry) => parsePerson(entry) ?? []);
  return { people, more: page.data['@odata.nextLink'] !== undefined };
}
