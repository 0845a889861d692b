import { createHash } from 'node:crypto';
import type { ApprovalReason, Campaign } from './campaign.ts';
import type { RolloutSettings } from './scene.ts';

type Content = Pick<Campaign, 'name' | 'ownerName' | 'include' | 'exclude' | 'ownWords' | 'fallbackLanguage' | 'plan'>;

/** Why a second rollout owner has to look at it; none: it may start. */
export function approvalNeeded(
  { ownWords }: Pick<Campaign, 'ownWords'>,
  audience: number,
  { approvalAbove }: Pick<RolloutSettings, 'approvalAbove'>,
): readonly ApprovalReason[] {
  const hasOwnWords = Object.values(ownWords ?? {}).some((text) => text.trim() !== '');
  return [...(audience > approvalAbove ? (['size'] as const) : []), ...(hasOwnWords ? (['own-words'] as const) : [])];
}

/** Of whom it reaches, when, and what they read: the same for two revisions that differ in nothing of this. */
export function contentHash({ name, ownerName, include, exclude, ownWords, fallbackLanguage, plan }: Content): string {
  const content = {
    name,
    ownerName,
    // Groups by id: their names are for people, and their order means nothing.
    include: include.map(({ id }) => id).toSorted(),
    exclude: exclude.map(({ id }) => id).toSorted(),
    ownWords: ownWords ?? {},
    ...(fallbackLanguage && { fallbackLanguage }),
    plan: plan && { ...plan, pilot: plan.pilot?.id },
  };
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
}

/** Somebody else has agreed to exactly this, for every reason there is now. */
export function isApproved(campaign: Campaign, needed: readonly ApprovalReason[]): boolean {
  if (needed.length === 0) return true;
  const { approval } = campaign;
  if (approval?.approved !== true || approval.content !== contentHash(campaign)) return false;
  if (mayNotDecide(approval.decidedBy, campaign)) return false;
  return needed.every((reason) => approval.needed.includes(reason));
}

/** Nobody approves their own campaign, nor what they asked for themselves. */
export function mayNotDecide(who: Campaign['owner'] | undefined, { owner, approval }: Campaign): boolean {
  return who === undefined || who === owner || who === approval?.askedBy;
}

/** With keys in order, at every depth: a database may give them back in another. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
