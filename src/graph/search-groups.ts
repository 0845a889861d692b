import type { Known } from '../passkeys/facts.ts';
import { groupId } from '../passkeys/ids.ts';
import type { GroupRef } from '../rollout/campaign.ts';
import { within } from './deadline.ts';
import type { BatchRead } from './graph-client.ts';
import { known } from './known.ts';
import { readBatch } from './read-batch.ts';
import { reporter } from './report-failure.ts';
import { GroupNameEntry } from './rollout-schema.ts';
import { ListPage } from './schema.ts';
import { objectId, plainWords, type SearchRoom } from './search-people.ts';

export type FoundGroup = GroupRef & { readonly description?: string };
export type FoundGroups = { readonly groups: readonly FoundGroup[]; readonly more: boolean };

const mostShown = 10;
/** Characters: the longest name that a group may have. https://learn.microsoft.com/graph/api/resources/group */
const longest = 256;
const none: FoundGroups = { groups: [], more: false };
const fields = '$select=id,displayName,description';

/** By name or object id. The text stays a value, as with people. */
export async function searchGroups(query: string, room: SearchRoom): Promise<Known<FoundGroups>> {
  const request = groupRequest(query);
  if (!request) return known(none);
  const batch = await readBatch(room.client, [request], within(room.limitMs), reporter(room.log, undefined));
  if (request.id === 'search-groups') return batch.one(request.id, parseFound);
  if (batch.failureOf(request.id)?.code === 'not-found') return known(none);
  return batch.one(request.id, (body) => {
    const group = parseGroupName(body);
    return group && { groups: [group], more: false };
  });
}

function groupRequest(query: string): BatchRead | undefined {
  const text = query.slice(0, longest).normalize('NFC').trim();
  if (objectId.test(text)) return { id: 'exact-group', url: `/groups/${groupId(text)}?${fields}` };
  const words = plainWords(text);
  if (!words) return undefined;
  const search = encodeURIComponent(`"displayName:${words}"`);
  return {
    id: 'search-groups',
    url: `/groups?$search=${search}&${fields}&$top=${mostShown + 1}`,
    headers: { ConsistencyLevel: 'eventual' },
  };
}

/** Undefined: not understood. */
export function parseGroupName(body: unknown): FoundGroup | undefined {
  const { data } = GroupNameEntry.safeParse(body);
  if (!data) return undefined;
  const { id, displayName, description } = data;
  return { id: groupId(id), name: displayName ?? id, ...(description !== undefined && { description }) };
}

function parseFound(body: unknown): FoundGroups | undefined {
  const page = ListPage.safeParse(body);
  if (!page.success) return undefined;
  const groups = page.data.value.flatMap((entry) => parseGroupName(entry) ?? []);
  const more = groups.length > mostShown || page.data['@odata.nextLink'] !== undefined;
  return { groups: groups.slice(0, mostShown), more };
}
