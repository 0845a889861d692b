import type { Kysely } from 'kysely';
import { keyStatement } from './key-statement.ts';
import { type Writing, writingOf } from './planning-run.ts';
import type { Tables } from './tables.ts';

/** Rows that a statement changes at most: ten times as many would be near the deadline of a statement. */
export const mostRows = 2_000;

type Page = { readonly last: string | null };

const deletePage = keyStatement<Page>(`
  with page as materialized (
    select campaign_id, user_id from participants where campaign_id = $1 and user_id > $2 order by user_id limit $3
  ), messages as (
    delete from nudges using page where nudges.campaign_id = page.campaign_id and nudges.user_id = page.user_id
  ), people as (
    delete from participants using page
    where participants.campaign_id = page.campaign_id and participants.user_id = page.user_id
  )
  select max(user_id) as last from page
`);

/** The audience of a campaign and all their nudges. */
export async function deleteCampaignRows(
  db: Kysely<Tables>,
  campaign: string,
  writing: Writing = writingOf(db),
): Promise<void> {
  await pageByPage(async (after) => {
    const { rows } = await writing(campaign, (to) => deletePage(to, [campaign, after, mostRows]));
    return rows[0]?.last;
  });
  await writing(campaign, (to) => to.deleteFrom('nudges').where('campaign_id', '=', campaign).execute());
}

/** `run` gives the last key of its page. */
export async function pageByPage(run: (after: string) => Promise<string | null | undefined>): Promise<void> {
  for (let after: string | null | undefined = ''; typeof after === 'string'; ) after = await run(after);
}
