import { leftAlone, segments } from '../rollout/segment.ts';
import { mostRows, pageByPage } from './campaign-rows.ts';
import { keyStatement } from './key-statement.ts';
import type { Writing } from './planning-run.ts';

type Page = { readonly last: string | null; readonly count: number; readonly pilots: number };

/** After `$2` in segment `$4`: those of the pilot into wave 0, the others behind the `$5` that have a wave, `$6` a wave. */
const number = keyStatement<Page>(`
  with page as materialized (
    select campaign_id, user_id, in_pilot from participants
    where campaign_id = $1 and segment = $4 and user_id > $2 order by user_id limit $3
  ), numbered as materialized (
    select campaign_id, user_id,
      case when in_pilot then 0
        else 1 + ($5::int + row_number() over (partition by in_pilot order by user_id) - 1) / $6::int end as wave
    from page
  ), changed as (
    update participants set wave = numbered.wave from numbered
    where participants.campaign_id = numbered.campaign_id and participants.user_id = numbered.user_id
      and participants.wave is distinct from numbered.wave
  )
  select max(user_id) as last, (count(*) filter (where not in_pilot))::int as count,
    (count(*) filter (where in_pilot))::int as pilots
  from page
`);

/** From an earlier planning: of a segment that is left alone, or of none. */
const clearPage = keyStatement<{ readonly last: string | null }>(`
  with page as materialized (
    select campaign_id, user_id from participants
    where campaign_id = $1 and user_id > $2 and wave is not null and (segment is null or segment = any($4::text[]))
    order by user_id limit $3
  ), changed as (
    update participants set wave = null from page
    where participants.campaign_id = page.campaign_id and participants.user_id = page.user_id
  )
  select max(user_id) as last from page
`);

export async function assignWaves(
  writing: Writing,
  campaign: string,
  perDay: number,
  order: readonly string[],
): Promise<readonly number[]> {
  const urgent = [...new Set([...order, ...segments])].filter((one) => !leftAlone.some((left) => left === one));
  let assigned = 0;
  let pilots = 0;
  for (const segment of urgent)
    await pageByPage(async (after) => {
      const [page] = (
        await writing(campaign, (to) => number(to, [campaign, after, mostRows, segment, assigned, perDay]))
      ).rows;
      assigned += page?.count ?? 0;
      pilots += page?.pilots ?? 0;
      return page?.last;
    });
  await pageByPage(async (after) => {
    const { rows } = await writing(campaign, (to) => clearPage(to, [campaign, after, mostRows, leftAlone]));
    return rows[0]?.last;
  });
  // Not counted in the database: of a million people that takes longer than a statement may.
  const waves = Array.from({ length: Math.ceil(assigned / perDay) }, (_, index) =>
    Math.min(perDay, assigned - index * perDay),
  );
  return [pilots, ...waves];
}
