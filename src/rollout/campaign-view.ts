import type { Campaign } from './campaign.ts';
import type { CampaignView } from './reply.ts';

export function campaignView(campaign: Campaign): CampaignView {
  const { id, number, revision, name, ownerName, include, exclude, status } = campaign;
  const { plan, ownWords, fallbackLanguage, planning, startedAt, endedAt, pausedBecause, approval } = campaign;
  return {
    id,
    number,
    revision,
    name,
    ownerName,
    include,
    exclude,
    status,
    ...(plan && { plan }),
    ...(ownWords && { ownWords }),
    ...(fallbackLanguage && { fallbackLanguage }),
    ...(planning && { planning }),
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(pausedBecause && { pausedBecause }),
    ...(approval && { approval }),
  };
}

/** Nothing of it has gone out: it may still be changed. */
export function isOpen({ status }: Pick<Campaign, 'status'>): boolean {
  return ['draft', 'planned', 'awaiting-approval', 'approved'].includes(status);
}

/** Started, and not over. */
export function isUnderWay({ status }: Pick<Campaign, 'status'>): boolean {
  return ['running', 'paused', 'stopping'].includes(status);
}
