import type { Campaign } from './campaign.ts';
import { fillWords } from './check-words.ts';
import type { DueNudge } from './nudge.ts';
import type { TruthAbout } from './ports.ts';
import type { NudgeView } from './reply.ts';
import type { RolloutSettings } from './scene.ts';

type About = Pick<DueNudge, 'round' | 'contactLocale'> & {
  readonly participant: Pick<DueNudge['participant'], 'name' | 'segment' | 'language'>;
};

/** One nudge as its reader gets it. */
export function nudgeView(
  campaign: Campaign,
  about: About,
  settings: RolloutSettings,
  { hasOldApp }: Pick<TruthAbout, 'hasOldApp'> = {},
): NudgeView {
  const { participant, round, contactLocale } = about;
  const locale = contactLocale ?? participant.language;
  const own = wordsFor(campaign, locale);
  return {
    campaign: campaign.id,
    campaignName: campaign.name,
    ownerName: campaign.ownerName,
    // Planning sees that there is an app, and not how old it is.
    segment: hasOldApp && participant.segment === 'ready' ? 'get-app' : participant.segment,
    round,
    ...(campaign.plan?.deadline && { deadline: campaign.plan.deadline }),
    ...(own && {
      ownWords: fillWords(own.text, valuesFor(campaign, participant.name, own.locale, settings)),
      ownWordsLanguage: own.language,
    }),
  };
}

/** In their language, else in the one that the owner chose for others. The locale is for dates: theirs, where they read that. */
function wordsFor(
  { ownWords, fallbackLanguage = '' }: Campaign,
  locale: string | undefined,
): { readonly text: string; readonly language: string; readonly locale: string } | undefined {
  if (!ownWords) return undefined;
  const primary = locale?.split('-')[0]?.toLowerCase() ?? '';
  const theirs = ownWords[primary];
  if (theirs) return { text: theirs, language: primary, locale: locale ?? primary };
  const [language, text] = Object.entries(ownWords).find(([tag]) => tag === fallbackLanguage) ??
    Object.entries(ownWords)[0] ?? ['', ''];
  return text ? { text, language, locale: language } : undefined;
}

function valuesFor(campaign: Campaign, name: string, locale: string, settings: RolloutSettings) {
  const deadline = campaign.plan?.deadline;
  return {
    name,
    deadline: deadline ? dateWords(deadline, locale) : '',
    organization: settings.organizationName,
    owner: campaign.ownerName,
    helpdesk: settings.helpdeskContact ?? '',
  };
}

/** A day of the calendar: the same in every time zone. */
function dateWords(isoDate: string, locale: string): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  try {
    return new Intl.DateTimeFormat(locale, style).format(new Date(isoDate));
  } catch {
    // What a client calls its locale may be none.
    return new Intl.DateTimeFormat('en', style).format(new Date(isoDate));
  }
}
