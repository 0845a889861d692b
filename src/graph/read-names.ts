import { type UserId, userId } from '../passkeys/ids.ts';
import { type Deadline, within } from './deadline.ts';
import { batchLimit } from './graph-client.ts';
import { parsePerson } from './parse-subject.ts';
import { readBatch } from './read-batch.ts';
import { reporter } from './report-failure.ts';
import type { SearchRoom } from './search-people.ts';
import { personFields } from './subject-requests.ts';

/** Many people in one batch. Whoever could not be read is missing. */
export async function readNames(
  people: readonly UserId[],
  { client, log, limitMs }: SearchRoom,
): Promise<ReadonlyMap<UserId, string>> {
  const each = [...new Set(people)];
  const deadline = within(limitMs);
  const batches: Promise<readonly (readonly [UserId, string])[]>[] = [];
  for (let start = 0; start < each.length; start += batchLimit) {
    batches.push(readSome(each.slice(start, start + batchLimit), deadline, { client, log }));
  }
  return new Map((await Promise.all(batches)).flat());
}

async function readSome(
  people: readonly UserId[],
  deadline: Deadline,
  { client, log }: Pick<SearchRoom, 'client' | 'log'>,
): Promise<readonly (readonly [UserId, string])[]> {
  const requests = people.map((user, index) => ({
    id: `name-${index}`,
    url: `/users/${userId(user)}?$select=${personFields}`,
  }));
  const batch = await readBatch(client, requests, deadline, reporter(log, undefined));
  return people.flatMap((user, index) => {
    // Somebody who was deleted meanwhile is no failure.
    if (batch.failureOf(`name-${index}`)?.code === 'not-found') return [];
    const person = batch.one(`name-${index}`, parsePerson);
    return person.known ? [[user, person.value.name] as const] : [];
  });
}
