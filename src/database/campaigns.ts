import { type Kysely, type Selectable, sql } from 'kysely';
import { type Campaign, campaignVersion } from '../rollout/campaign.ts';
import type { Campaigns } from '../rollout/ports.ts';
import { deleteCampaignRows } from './campaign-rows.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

export function createCampaigns(db: Kysely<Tables>): Campaigns {
  const campaigns = () => db.selectFrom('campaigns').select(['number', 'body']).where('version', '=', campaignVersion);
  return {
    async create(campaign) {
      const { id, version, revision, status, owner, createdAt, endedAt } = campaign;
      const { rows } = await sql<Row>`
        insert into campaigns (id, version, revision, status, owner_id, created_at, changed_at, ended_at, body)
        values (${id}, ${version}, ${revision}, ${status}, ${owner}, ${createdAt}, now(), ${endedAt ?? null},
          ${toJson(campaign)})
        returning number, body
      `.execute(db);
      const [row] = rows;
      if (!row) throw new Error('The campaign was not stored');
      return toCampaign(row);
    },

    async load(id) {
      const row = await campaigns().where('id', '=', id).executeTakeFirst();
      return row && toCampaign(row);
    },

    async list(limit) {
      return (await campaigns().orderBy('number', 'desc').limit(limit).execute()).map(toCampaign);
    },

    async withStatus(...statuses) {
      if (statuses.length === 0) return [];
      return (await campaigns().where('status', 'in', statuses).orderBy('number').execute()).map(toCampaign);
    },

    /** Waits for claims under way, and they for it: what is stopped here is not claimed afterwards. */
    async save({ number: _number, ...next }, expected) {
      if (next.revision === expected) throw new RangeError('A changed campaign needs a new revision');
      const { rows } = await sql`
        update campaigns set
          revision = ${next.revision},
          status = ${next.status},
          changed_at = now(),
          ended_at = ${next.endedAt ?? null},
          body = ${toJson(next)}
        where id = ${next.id} and revision = ${expected} and version = ${next.version} and owner_id = ${next.owner}
        returning id
      `.execute(db);
      return rows.length > 0;
    },

    /** The campaign first: from then on nobody is added to it. Rows left by a crash in between are leftovers. */
    async remove(id) {
      const { rows } = await sql`
        delete from campaigns where id = ${id} and status in (${sql.raw(notStarted)}) returning id
      `.execute(db);
      if (rows.length > 0) await deleteCampaignRows(db, id);
    },
  };
}

export const notStarted = `'draft', 'planning', 'planned', 'awaiting-approval', 'approved'`;

type Row = Pick<Selectable<Tables['campaigns']>, 'number' | 'body'>;

function toCampaign({ number, body }: Row): Campaign {
  return { ...body, number };
}
