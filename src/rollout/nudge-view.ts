import type { Campaign } from './campaign.ts';
import { fillWords } from './check-words.ts';
import type { DueNudge } from './nudge.ts';
import type { NudgeView } from './reply.ts';
import type { RolloutSettings } from './scene.ts';

type About = Pick<DueNudge, 'round' | 'contactLocale'> & {
  readonly participant: Pick<DueNudge['participant'], 'name' | 'segment' | 'language'>;
};

/** One nudge as its reader gets it. */
export function nudgeView(campaign: Campaign, about: About, settings: RolloutSettings): NudgeView {
  const { participant, round, contactLocale } = about;
  const ownWords = wordsFor(campaign.ownWords, contactLocale ?? participant.language);
  return {
    campaign: campaign.id,
    campaignName: campaign.name,
    ownerName: campaign.ownerName,
    segment: participant.segment,
    round,
    ...(campaign.plan?.deadline && { deadline: campaign.plan.deadline }),
    ...(ownWords && { ownWords: fillWords(ownWords, valuesFor(campaign, participant.name, settings)) }),
  };
}

/** Their language, else English, else whatever there is. */
function wordsFor(words: Campaign['ownWords'], language: string | undefined): string | undefined {
  if (!words) return undefined;
  const primary = language?.split('-')[0]?.toLowerCase() ?? '';
  return words[primary] ?? words.en ?? Object.values(words)[0];
}

function valuesFor(campaign: Campaign, name: string, settings: RolloutSettings) {
  return {
    name,
    deadline: campaign.plan?.deadline ?? '',
    organization: settings.organizationName,
    owner: campaign.ownerName,
    helpdesk: settings.helpdeskContact ?? '',
  };
}
