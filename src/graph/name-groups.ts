import type { Known } from '../passkeys/facts.ts';
import { type GroupId, groupId } from '../passkeys/ids.ts';
import type { GroupRef } from '../rollout/campaign.ts';
import { within } from './deadline.ts';
import { batchLimit } from './graph-client.ts';
import { known } from './known.ts';
import { readBatch } from './read-batch.ts';
import { reporter } from './report-failure.ts';
import { parseGroupName } from './search-groups.ts';
import type { SearchRoom } from './search-people.ts';

/** Of these, those that exist, in the same order. One that cannot be read makes all of it unknown. */
export async function nameGroups(groups: readonly GroupId[], room: SearchRoom): Promise<Known<readonly GroupRef[]>> {
  const { client, log, limitMs } = room;
  const each = [...new Set(groups)];
  const deadline = within(limitMs);
  const found: GroupRef[] = [];
  for (let start = 0; start < each.length; start += batchLimit) {
    const some = each.slice(start, start + batchLimit);
    const requests = some.map((id) => ({ id, url: `/groups/${groupId(id)}?$select=id,displayName` }));
    const batch = await readBatch(client, requests, deadline, reporter(log, undefined));
    for (const id of some) {
      if (batch.failureOf(id)?.code === 'not-found') continue;
      const group = batch.one(id, parseGroupName);
      if (!group.known) return group;
      found.push({ id, name: group.value.name });
    }
  }
  return known(found);
}
